import { describe, expect, test } from '@jest/globals'

import { endHold, extendHold, type Hold, holdStatusAt } from '../../src/domain/hold.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 5, 1, 12, minute))
const MINUTE_MS = 60_000

const hold: Hold = {
  id: 'h-1',
  version: 1,
  eventId: 'gala',
  seatIds: ['A-1', 'A-2'],
  tokenDigest: 'digest',
  heldAt: at(0),
  expiresAt: at(10),
  expiresAtMax: at(30),
}

describe('a hold', () => {
  test('is active up to its deadline, and not at it', () => {
    expect(holdStatusAt(hold, new Date(at(10).getTime() - 1))).toBe('active')
    expect(holdStatusAt(hold, at(10))).toBe('expired')
  })

  test('that has ended stays so, whatever its deadline', () => {
    const released = endHold(hold, { kind: 'released' })
    expect(released.version).toBe(2)
    expect(holdStatusAt(released, at(1))).toBe('released')
    expect(holdStatusAt(released, at(20))).toBe('released')
    expect(holdStatusAt(endHold(hold, { kind: 'confirmed', bookingId: 'b' }), at(1))).toBe(
      'confirmed',
    )
  })

  test.each([
    ['gets a later deadline', 5, 10, 15],
    ['never gets an earlier one', 5, 2, 10],
    ['never outlives its lifetime', 25, 10, 30],
  ])('that is extended %s', (_, minute, ttlMinutes, expected) => {
    const extended = extendHold(hold, { now: at(minute), ttlMs: ttlMinutes * MINUTE_MS })
    expect(extended).toEqual({ ...hold, version: 2, expiresAt: at(expected) })
  })

  test('can be given more seats, each once', () => {
    const extended = extendHold(hold, { now: at(1), ttlMs: 1, seatIds: ['A-2', 'A-3'] })
    expect(extended.seatIds).toEqual(['A-1', 'A-2', 'A-3'])
  })
})
