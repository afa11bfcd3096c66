import { beforeEach, describe, expect, test } from '@jest/globals'

import { CappedClock } from '../../../src/adapters/system/capped-clock.ts'
import { MINUTE_MS } from '../../drivers/use-case-fixture.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'

/** Real time. The clocks differ from it by their error. */
let time: FakeClock
let localWrongByMs: number
let storeWrongByMs: number
/** Called before and after the store's clock is read. */
let onTheWay: { before: () => void; after: () => void }
let skews: number[]
let clock: CappedClock

const at = (wrongByMs: number) => new Date(time.now().getTime() + wrongByMs)

beforeEach(() => {
  time = new FakeClock()
  localWrongByMs = 0
  storeWrongByMs = 0
  onTheWay = { before: () => undefined, after: () => undefined }
  skews = []
  clock = new CappedClock({
    local: { now: () => at(localWrongByMs) },
    readStoreTime: async () => {
      onTheWay.before()
      const storeTime = at(storeWrongByMs)
      onTheWay.after()
      return storeTime
    },
    monotonicMs: time.monotonicMs,
    onCompared: (skewMs) => skews.push(skewMs),
  })
})

/** The duration of the next requests, before and after the store's clock is read. */
function takes(beforeMs: number, afterMs: number): void {
  onTheWay = {
    before: () => {
      time.advance(beforeMs)
    },
    after: () => {
      time.advance(afterMs)
    },
  }
}

/** The error of the clock under test. */
const wrongBy = () => clock.now().getTime() - time.now().getTime()

describe('the time', () => {
  test.each([
    ['both clocks are right', 0, 0, 0],
    ['this machine is ahead', 15 * MINUTE_MS, 0, 0],
    ['this machine is behind', -15 * MINUTE_MS, 0, -15 * MINUTE_MS],
    ['the store is ahead', 0, 15 * MINUTE_MS, 0],
    ['the store is behind', 0, -15 * MINUTE_MS, -15 * MINUTE_MS],
  ])('is the earlier one when %s', async (_, local, store, expected) => {
    ;[localWrongByMs, storeWrongByMs] = [local, store]
    await clock.compare()
    expect(wrongBy()).toBe(expected)

    time.advance(60 * MINUTE_MS)
    expect(wrongBy()).toBe(expected)
  })

  test('is that of this machine before the first comparison', () => {
    localWrongByMs = 15 * MINUTE_MS
    expect(wrongBy()).toBe(15 * MINUTE_MS)
  })

  test('stays correct when the clock of this machine is set ahead after a comparison', async () => {
    await clock.compare()
    time.advance(1_000)
    localWrongByMs = 48 * 60 * MINUTE_MS
    expect(wrongBy()).toBe(0)
  })

  test('is ahead of the store by at most the duration of the fastest request', async () => {
    localWrongByMs = 15 * MINUTE_MS
    for (const [beforeMs, aheadMs] of [
      [300, 300],
      [20, 20],
      [1_400, 20],
      [19, 19],
    ] as const) {
      takes(beforeMs, 70)
      await clock.compare()
      expect(wrongBy()).toBe(aheadMs)
    }
  })

  test('follows the clock of the store when that is set back', async () => {
    await clock.compare()
    storeWrongByMs = -5_000
    takes(50, 50)
    await clock.compare()
    expect(wrongBy()).toBe(-5_000 + 50)
  })

  test('follows the clock of the store when that is set forward by more than a request takes', async () => {
    localWrongByMs = 15 * MINUTE_MS
    await clock.compare()
    storeWrongByMs = 90
    takes(30, 70)
    await clock.compare()
    expect(wrongBy()).toBe(90 + 30)
  })

  test('uses the last comparison while the store is unavailable', async () => {
    await clock.compare()
    onTheWay.before = () => {
      throw new Error('unavailable')
    }
    localWrongByMs = 15 * MINUTE_MS
    await expect(clock.compare()).rejects.toThrow('unavailable')

    time.advance(60 * MINUTE_MS)
    expect(wrongBy()).toBe(0)
    expect(skews).toEqual([0])
  })
})

describe('the skew', () => {
  test.each([
    [0, 0, 0],
    [15 * MINUTE_MS, 0, 15 * MINUTE_MS],
    [-15 * MINUTE_MS, 0, -15 * MINUTE_MS],
    [0, 2_000, -2_000],
    [0, -2_000, 2_000],
  ])('of a clock that is wrong by %i ms and a store that is wrong by %i ms', async (...wrong) => {
    const [local, store, skewMs] = wrong
    ;[localWrongByMs, storeWrongByMs] = [local, store]
    await clock.compare()

    expect(skews).toEqual([skewMs])
    expect(clock.skewMs).toBe(skewMs)
  })

  test('is 0 when the round-trip time can explain the difference', async () => {
    takes(400, 600)
    for (const wrongByMs of [-600, 0, 400]) {
      localWrongByMs = wrongByMs
      await clock.compare()
    }
    localWrongByMs = -700
    await clock.compare()

    expect(skews).toEqual([0, 0, 0, -100])
  })
})
