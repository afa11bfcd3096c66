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
  test('is active before its deadline, and not at it', () => {
    expect(holdStatusAt(hold, new Date(at(10).getTime() - 1))).toBe('active')
    expect(holdStatusAt(hold, at(10))).toBe('expired')
  })

  test('that has ended stays ended before and after its deadline', () => {
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
    ['ends at the latest possible deadline', 25, 10, 30],
    ['may gain exactly the minimum', 5, 7, 12],
  ])('that is extended %s', (_, minute, ttlMinutes, expected) => {
    const ttlMs = ttlMinutes * MINUTE_MS
    const extended = extendHold(hold, { now: at(minute), ttlMs, extensionMinMs: 2 * MINUTE_MS })
    expect(extended).toEqual({ ...hold, version: 2, expiresAt: at(expected) })
  })

  test.each([
    ['its deadline would be earlier', hold, 5, 2],
    ['its deadline would be the same', hold, 5, 5],
    ['it would gain less than the minimum', hold, 5, 6],
    [
      'less than the minimum is left until the latest possible deadline',
      { ...hold, expiresAt: at(29) },
      25,
      10,
    ],
  ])('is not extended when %s', (_, before, minute, ttlMinutes) => {
    const ttlMs = ttlMinutes * MINUTE_MS
    expect(extendHold(before, { now: at(minute), ttlMs, extensionMinMs: 2 * MINUTE_MS })).toBe(
      before,
    )
  })

  test('can be extended to more seats, each once', () => {
    const extension = { now: at(1), ttlMs: 1, extensionMinMs: 2 * MINUTE_MS }
    const extended = extendHold(hold, { ...extension, seatIds: ['A-2', 'A-3'] })
    expect(extended).toEqual({ ...hold, version: 2, seatIds: ['A-1', 'A-2', 'A-3'] })
  })
})
