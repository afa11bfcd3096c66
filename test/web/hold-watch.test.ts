import { beforeEach, describe, expect, test } from '@jest/globals'

import { HoldWatch } from '../../web/seat-map/buying/hold-watch.ts'

const HOLD = { holdId: 'h-1', seatIds: ['A-1', 'A-2'] }

describe('a hold', () => {
  let seats: { isHeld: boolean; version: number }[]
  let watch: HoldWatch

  beforeEach(() => {
    seats = [0, 1].map(() => ({ isHeld: false, version: 1 }))
    watch = new HoldWatch(
      { indexesOf: (seatIds) => seatIds.map((seatId) => HOLD.seatIds.indexOf(seatId)) },
      {
        isHeld: (seat) => seats[seat]?.isHeld ?? false,
        versionOf: (seat) => seats[seat]?.version ?? 0,
      },
    )
    watch.trust(HOLD)
  })

  const show = (state: { isHeld: boolean; version: number }) => {
    seats[1] = state
    return watch.isInDoubt(HOLD)
  }

  test('is not in doubt while the map shows its seats as before it, and then as held', () => {
    expect(show({ isHeld: false, version: 1 })).toBe(false)
    expect(show({ isHeld: true, version: 2 })).toBe(false)
    expect(show({ isHeld: true, version: 2 })).toBe(false)
  })

  test('is in doubt when one of its seats is available again', () => {
    show({ isHeld: true, version: 2 })

    expect(show({ isHeld: false, version: 2 })).toBe(true)
  })

  test('is in doubt when one of its seats is held again, until the service confirms it', () => {
    show({ isHeld: true, version: 2 })
    expect(show({ isHeld: true, version: 4 })).toBe(true)

    watch.trust(HOLD)
    expect(show({ isHeld: true, version: 4 })).toBe(false)
  })

  test('of which nothing is known is not in doubt', () => {
    show({ isHeld: true, version: 2 })
    seats[1] = { isHeld: false, version: 3 }

    expect(watch.isInDoubt({ ...HOLD, holdId: 'h-2' })).toBe(false)
  })
})
