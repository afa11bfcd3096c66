import { describe, expect, test } from '@jest/globals'

import {
  confirmHold,
  extendHold,
  type Hold,
  holdStatusAt,
  isSameHold,
  mayAccess,
  newHold,
  releaseHold,
  withoutSeats,
} from '../../src/domain/hold.ts'
import { availableSeat, heldSeat } from '../builders/seat-change.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 5, 1, 12, minute))
const MINUTE_MS = 60_000

const hold: Hold = {
  id: 'h-1',
  code: 'ABCD2345',
  version: 1,
  eventId: 'gala',
  seatIds: ['A-1', 'A-2'],
  tokenDigest: 'digest',
  heldAt: at(0),
  expiresAt: at(10),
  expiresAtMax: at(30),
}
const own = [heldSeat('A-1', 1), heldSeat('A-2', 1)]

const TERMS = {
  ttlDefaultMs: 10 * MINUTE_MS,
  ttlMaxMs: 20 * MINUTE_MS,
  totalTtlMaxMs: 30 * MINUTE_MS,
  extensionMinMs: 2 * MINUTE_MS,
  seatsMax: 4,
}

describe('a new hold', () => {
  const { id, code, eventId, seatIds, tokenDigest } = hold
  const requested = { id, code, eventId, seatIds, tokenDigest, clientId: 'ann' }

  test.each([
    ['has the default duration', undefined, 30, 10],
    ['has the duration of the request', 15, 30, 15],
    ['has the maximum duration if the request asks for more', 25, 30, 20],
    ['lasts no longer than with all extensions', undefined, 5, 5],
  ])('%s', (_, ttlMinutes, totalMinutes, expected) => {
    const ttlMs = ttlMinutes && ttlMinutes * MINUTE_MS
    const terms = { ...TERMS, totalTtlMaxMs: totalMinutes * MINUTE_MS }
    expect(newHold(requested, { ttlMs, now: at(0) }, terms)).toEqual({
      ...hold,
      clientId: 'ann',
      expiresAt: at(expected),
      expiresAtMax: at(totalMinutes),
    })
  })
})

describe('a hold', () => {
  test('is active before its deadline, and not at it', () => {
    expect(holdStatusAt(hold, new Date(at(10).getTime() - 1))).toBe('active')
    expect(holdStatusAt(hold, at(10))).toBe('expired')
  })

  test('that has ended stays ended before and after its deadline', () => {
    const released = releaseHold(hold, at(5))
    expect(released.version).toBe(2)
    expect(holdStatusAt(released, at(1))).toBe('released')
    expect(holdStatusAt(released, at(20))).toBe('released')
    expect(holdStatusAt(confirmHold(hold, 'b-1', at(5)), at(1))).toBe('confirmed')
  })

  test('that is released early expires with the release', () => {
    expect(releaseHold(hold, at(5)).expiresAt).toEqual(at(5))
    expect(releaseHold(hold, at(15)).expiresAt).toEqual(at(10))
  })

  test('that is confirmed late expires with the confirmation', () => {
    expect(confirmHold(hold, 'b-1', at(5)).expiresAt).toEqual(at(10))
    expect(confirmHold(hold, 'b-1', at(15)).expiresAt).toEqual(at(15))
  })

  test.each([
    ['gets a later deadline', 5, 10, 15],
    ['ends at the latest possible deadline', 25, 10, 30],
    ['may gain exactly the minimum', 5, 7, 12],
  ])('that is extended %s', (_, minute, ttlMinutes, expected) => {
    const ttlMs = ttlMinutes * MINUTE_MS
    const extended = extendHold(hold, own, { ttlMs, now: at(minute) }, TERMS)
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
    expect(extendHold(before, own, { ttlMs, now: at(minute) }, TERMS)).toBe(before)
  })

  test('can be extended to more seats, each once', () => {
    const seats = [...own, availableSeat('A-3', 0)]
    const extended = extendHold(hold, seats, { ttlMs: 1, now: at(1) }, TERMS)
    expect(extended).toEqual({ ...hold, version: 2, seatIds: ['A-1', 'A-2', 'A-3'] })
  })

  test('takes a lost seat again, although its deadline stays the same', () => {
    const seats = [heldSeat('A-1', 1), availableSeat('A-2', 2)]
    const extended = extendHold(hold, seats, { ttlMs: 1, now: at(1) }, TERMS)
    expect(extended).toEqual({ ...hold, version: 2 })
  })

  test('is extended by the default duration, and by no more than the maximum', () => {
    const expiry = (ttlMs?: number) => extendHold(hold, own, { ttlMs, now: at(5) }, TERMS).expiresAt
    expect(expiry()).toEqual(at(15))
    expect(expiry(60 * MINUTE_MS)).toEqual(at(25))
  })
})

describe('the access to a hold', () => {
  test.each([
    ['with its token', { tokenDigest: 'digest' }, true],
    ['with another token', { tokenDigest: 'other' }, false],
    ['without a token', {}, false],
    ['without a token, by a requester that needs none', { mayOmitToken: true }, true],
    [
      'with another token, by a requester that needs none',
      { tokenDigest: 'x', mayOmitToken: true },
      true,
    ],
    [
      'with another token, by a requester that needs one',
      { tokenDigest: 'x', mayOmitToken: false },
      false,
    ],
  ])('%s', (_, access, expected) => {
    expect(mayAccess(hold, access)).toBe(expected)
  })
})

describe('a hold that loses seats', () => {
  test('continues with the others', () => {
    expect(withoutSeats(hold, ['A-1'], at(5))).toEqual({ ...hold, version: 2, seatIds: ['A-2'] })
  })

  test('is released with its last seat, and still names its seats', () => {
    expect(withoutSeats(hold, ['A-2', 'A-1'], at(5))).toEqual({
      ...hold,
      version: 2,
      expiresAt: at(5),
      end: { kind: 'released' },
    })
  })
})

describe('a stored hold', () => {
  const confirmed = { ...hold, end: { kind: 'confirmed', bookingId: 'b-1' } } as const

  test('is the same if nothing of its state is different', () => {
    expect(isSameHold(structuredClone(hold), hold)).toBe(true)
    expect(isSameHold(structuredClone(confirmed), confirmed)).toBe(true)
    expect(isSameHold(undefined, undefined)).toBe(true)
  })

  test.each<[string, Hold]>([
    ['another id', { ...hold, id: 'h-2' }],
    ['another version', { ...hold, version: 2 }],
    ['other seats', { ...hold, seatIds: ['A-1'] }],
    ['another deadline', { ...hold, expiresAt: at(11) }],
    ['an end', { ...hold, end: { kind: 'released' } }],
  ])('is not the same with %s', (_, other) => {
    expect(isSameHold(other, hold)).toBe(false)
  })

  test('is not the same as one with another end, or as none', () => {
    expect(isSameHold({ ...hold, end: { kind: 'confirmed', bookingId: 'b-2' } }, confirmed)).toBe(
      false,
    )
    expect(isSameHold({ ...hold, end: { kind: 'released' } }, confirmed)).toBe(false)
    expect(isSameHold(hold, undefined)).toBe(false)
    expect(isSameHold(undefined, hold)).toBe(false)
  })
})
