import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { FailoverLock } from '../../../src/adapters/lock/failover-lock.ts'
import { InProcessLock } from '../../../src/adapters/lock/in-process-lock.ts'
import { WaitingLock } from '../../../src/adapters/lock/waiting-lock.ts'
import { type LockPort, LockUnavailableError } from '../../../src/application/ports/lock.port.ts'
import { until } from '../../../tools/until.ts'
import { lockContract, TTL_MS } from '../../contracts/lock.contract.ts'
import { acquireLease } from '../../drivers/acquire-lease.ts'
import { PATIENCE_MS } from '../../drivers/patience.ts'
import { FakeClock } from '../../fakes/fake-clock.ts'
import { FakeLock } from '../../fakes/fake-lock.ts'

const seat = { eventId: 'gala', seatIds: ['A-1'], ttlMs: 10_000 }
const WAIT_MS_MAX = 1_000

/** Waits on a fake clock, so that no lock expires during a wait. */
const waitingFor = (lock: LockPort): LockPort => {
  const { monotonicMs, pause } = new FakeClock()
  const waiting = new WaitingLock(lock, { monotonicMs, pause })
  return { acquire: (request) => waiting.acquire({ ...request, waitMs: WAIT_MS_MAX }) }
}

lockContract('WaitingLock in front of InProcessLock', async () => {
  const clock = new FakeClock()
  const inner = new InProcessLock(clock.monotonicMs)
  return {
    lock: waitingFor(inner),
    other: waitingFor(inner),
    expire: async () => {
      clock.advance(TTL_MS)
    },
  }
})

lockContract('WaitingLock in front of FakeLock', async () => {
  const inner = new FakeLock()
  return {
    lock: waitingFor(inner),
    other: waitingFor(inner),
    expire: async () => {
      inner.expireAll()
    },
  }
})

describe('WaitingLock', () => {
  let clock: FakeClock
  let inner: FakeLock
  /** Called in each pause, in order. */
  let events: (() => unknown)[]
  let pausesMs: number[]
  /** The reported waiting times. */
  let waitedMs: number[]

  beforeEach(() => {
    clock = new FakeClock()
    inner = new FakeLock()
    events = []
    pausesMs = []
    waitedMs = []
  })

  interface Given {
    readonly lock?: LockPort
    readonly waitMs?: number
    readonly random?: number
  }

  function waiting({ lock = inner, waitMs = WAIT_MS_MAX, random = 0.5 }: Given = {}): LockPort {
    const waitingLock = new WaitingLock(lock, {
      monotonicMs: clock.monotonicMs,
      random: () => random,
      pause: async (ms) => {
        pausesMs.push(ms)
        await clock.pause(ms)
        await events.shift()?.()
      },
      onWaited: (ms) => waitedMs.push(ms),
    })
    return { acquire: (request) => waitingLock.acquire({ ...request, waitMs }) }
  }

  test('does not wait for an available lock', async () => {
    expect(await acquireLease(waiting(), seat)).toBeDefined()
    expect(pausesMs).toEqual([])
    expect(waitedMs).toEqual([])
  })

  test('reports the waiting time for any outcome', async () => {
    const lease = await acquireLease(inner, seat)
    await acquireLease(waiting(), seat)
    events = [() => undefined, () => lease?.release()]
    await acquireLease(waiting(), seat)

    expect(waitedMs).toEqual([WAIT_MS_MAX, 5 + 10])
  })

  test('acquires a lock that is released while it waits', async () => {
    const lease = await acquireLease(inner, seat)
    events = [() => undefined, () => lease?.release()]

    const own = await acquireLease(waiting(), seat)

    expect(pausesMs).toHaveLength(2)
    expect(await own?.release()).toBe('released')
  })

  test('waits for a random part of a pause that doubles up to a limit', async () => {
    await acquireLease(inner, seat)

    await acquireLease(waiting({ random: 0.5 }), seat)
    expect(pausesMs).toEqual([5, 10, 20, 40, 80, 100, 100, 100, 100, 100, 100, 100, 100, 45])

    pausesMs = []
    await acquireLease(waiting({ random: 0.25 }), seat)
    expect(pausesMs.slice(0, 7)).toEqual([2.5, 5, 10, 20, 40, 50, 50])
  })

  test('refuses seats that are still locked after the allowed time', async () => {
    await acquireLease(inner, seat)
    const startMs = clock.monotonicMs()

    expect(await waiting().acquire(seat)).toEqual({ outcome: 'refused', reason: 'locked' })
    expect(clock.monotonicMs() - startMs).toBe(WAIT_MS_MAX)
  })

  test('includes the time of the attempts', async () => {
    const slow: LockPort = {
      acquire: async () => {
        clock.advance(WAIT_MS_MAX / 2)
        return { outcome: 'refused', reason: 'locked' } as const
      },
    }

    await waiting({ lock: slow }).acquire(seat)
    expect(pausesMs).toEqual([5])
  })

  test('makes one attempt when it may not wait', async () => {
    await acquireLease(inner, seat)

    expect(await acquireLease(waiting({ waitMs: 0 }), seat)).toBeUndefined()
    expect(pausesMs).toEqual([])
  })

  test('does not wait for an earlier execution of the same request', async () => {
    const request = { ...seat, idempotencyKey: 'k-1' }
    await inner.acquire(request)

    expect(await waiting().acquire(request)).toEqual({ outcome: 'refused', reason: 'in-flight' })
    expect(pausesMs).toEqual([])
  })

  test('waits for another request of the same client', async () => {
    const lease = await acquireLease(inner, { ...seat, clientId: 'ann' })
    events = [() => lease?.release()]

    expect(
      await acquireLease(waiting(), { ...seat, seatIds: ['A-2'], clientId: 'ann' }),
    ).toBeDefined()
  })

  test('rejects when the lock is unavailable, before or after a pause', async () => {
    await acquireLease(inner, seat)
    events = [() => (inner.unavailable = true)]

    await expect(waiting().acquire(seat)).rejects.toBeInstanceOf(LockUnavailableError)
    await expect(waiting().acquire(seat)).rejects.toBeInstanceOf(LockUnavailableError)
    expect(pausesMs).toHaveLength(1)
  })

  test('holds none of the seats while it waits for one of them', async () => {
    const lease = await acquireLease(inner, seat)
    const seen: number[] = []
    events = [() => seen.push(inner.heldCount), () => lease?.release()]

    await acquireLease(waiting(), { ...seat, seatIds: ['A-2', 'A-1', 'A-3'] })
    expect(seen).toEqual([1])
    expect(inner.heldCount).toBe(3)
  })

  test('gets the full time to live after waiting', async () => {
    const lock = new InProcessLock(clock.monotonicMs)
    const lease = await acquireLease(lock, seat)
    events = [() => undefined, () => undefined, () => lease?.release()]

    const own = await acquireLease(waiting({ lock }), seat)
    clock.advance(seat.ttlMs - 1)
    expect(await acquireLease(lock, seat)).toBeUndefined()
    expect(await own?.release()).toBe('released')
  })

  test('works with its default options', async () => {
    const lease = await acquireLease(inner, seat)
    const own = new WaitingLock(inner).acquire({ ...seat, waitMs: PATIENCE_MS })
    await lease?.release()

    expect(await own).toMatchObject({ outcome: 'acquired' })
  })

  describe('in front of a FailoverLock', () => {
    let fallback: FakeLock
    let failover: FailoverLock

    beforeEach(() => {
      fallback = new FakeLock()
      failover = new FailoverLock({
        primary: inner,
        fallback,
        probe: async () => {
          if (inner.unavailable) throw new LockUnavailableError('still unavailable')
        },
        probeIntervalMs: 1,
        onModeChange: () => undefined,
      })
    })
    afterEach(() => {
      failover.stop()
    })

    test('uses the fallback when the primary becomes unavailable while it waits', async () => {
      await acquireLease(inner, seat)
      events = [() => (inner.unavailable = true)]

      expect(await acquireLease(waiting({ lock: failover }), seat)).toBeDefined()
      expect([failover.mode, fallback.heldCount]).toEqual(['fallback', 1])
    })

    test('uses the primary when it becomes available while it waits', async () => {
      inner.unavailable = true
      await acquireLease(failover, seat)
      const primaryIsBack = () => {
        inner.unavailable = false
        return until(() => failover.mode === 'primary')
      }
      events = [primaryIsBack]

      expect(await acquireLease(waiting({ lock: failover }), seat)).toBeDefined()
      expect([inner.heldCount, pausesMs.length]).toEqual([1, 1])
    })
  })
})
