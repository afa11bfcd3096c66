import { describe, expect, test } from '@jest/globals'

import { type EventSummaryRow, toEventSummary } from '../../../src/adapters/sqlite/event-rows.ts'
import {
  type HistoryRow,
  toHistoryEntry,
  toSeatsSince,
} from '../../../src/adapters/sqlite/history-rows.ts'
import {
  type HoldRow,
  type SeatRow,
  toDate,
  toExpiredSeat,
  toHold,
  toSeat,
} from '../../../src/adapters/sqlite/rows.ts'

const UNTIL = Date.parse('2026-06-01T10:10:00Z')
const cannotRead = (what: string) => `The stored ${what} cannot be read`

describe('a seat', () => {
  const rows: Record<string, SeatRow> = {
    'is held without a deadline': ['A-1', 2, 'h-1', null, null, 0],
    'has a deadline without a hold': ['A-1', 2, null, UNTIL, null, 0],
    'is held and booked': ['A-1', 2, 'h-1', UNTIL, 'b-1', 0],
    'is held and blocked': ['A-1', 2, 'h-1', UNTIL, null, 1],
    'has a deadline and is booked': ['A-1', 2, null, UNTIL, 'b-1', 0],
    'has a deadline and is blocked': ['A-1', 2, null, UNTIL, null, 1],
    'has a hold and is booked': ['A-1', 2, 'h-1', null, 'b-1', 0],
    'has a hold and is blocked': ['A-1', 2, 'h-1', null, null, 1],
    'is booked and blocked': ['A-1', 2, null, null, 'b-1', 1],
    'has another value for blocked': ['A-1', 2, null, null, null, 2],
  }
  test.each(Object.entries(rows))('that %s cannot be read', (_what, row) => {
    expect(() => toSeat(row)).toThrow(cannotRead('seat "A-1"'))
  })

  test('that is not held is not reported as expired', () => {
    expect(() => toExpiredSeat(['gala', 'A-1', 2, null, null, null, 0])).toThrow(
      cannotRead('seat "A-1"'),
    )
  })

  test.each([
    ['without a letter', '[1,1]', 'a'],
    ['without any letter', '[1,1]', null],
    ['with an unknown letter', '[1,1]', 'a?'],
    ['without a version', '[1]', 'aa'],
  ])('of an event %s is not shown as available', (_what, versions, letters) => {
    const row = [7, 'tag', true, '["A-1","A-2"]', versions, letters, '[]'] as const

    expect(() => toSeatsSince(row)).toThrow(/^The stored seat "A-[12]" cannot be read$/)
  })
})

describe('a hold', () => {
  const hold = (endKind: string | null, bookingId: string | null): HoldRow => [
    ...(['h-1', 'gala', 'CODE', 1, '["A-1"]', 'digest', null, UNTIL, UNTIL, UNTIL] as const),
    endKind,
    bookingId,
  ]

  test.each([
    ['confirmed', null],
    ['released', 'b-1'],
    ['lost', null],
    ['lost', 'b-1'],
    [null, 'b-1'],
  ])('that has ended as %s, with the booking %s, cannot be read', (endKind, bookingId) => {
    expect(() => toHold(hold(endKind, bookingId))).toThrow(cannotRead('hold "h-1"'))
  })

  test.each([
    ['confirmed', 'b-1', { kind: 'confirmed', bookingId: 'b-1' }],
    ['released', null, { kind: 'released' }],
    [null, null, undefined],
  ])('that has ended as %s, with the booking %s, can be read', (endKind, bookingId, end) => {
    expect(toHold(hold(endKind, bookingId)).end).toEqual(end)
  })
})

describe('an event', () => {
  const event = (status: string, prices: string | null): EventSummaryRow => [
    ...(['gala', 1, 1, UNTIL, 3, 'The gala', null, null, null, null] as const),
    status,
    prices,
    null,
  ]

  test.each([
    ['an unknown status', event('lost', null)],
    ['unreadable prices', event('on-sale', '{"currency":"EUR"}')],
  ])('with %s cannot be read', (_what, row) => {
    expect(() => toEventSummary(row)).toThrow(cannotRead('event "gala"'))
  })
})

test.each([
  ['no seat', null, 1],
  ['no version', 'A-1', null],
])('an entry of the history with %s cannot be read', (_what, seatId, version) => {
  const row: HistoryRow = [
    ...([7, 0, seatId, version, null, 'booked', null, null, null] as const),
    ...(['public', 'r-1', UNTIL] as const),
  ]

  expect(() => toHistoryEntry(row)).toThrow(cannotRead('history entry "7"'))
})

test.each([undefined, NaN, 9e15])('the time %s cannot be read', (time) => {
  expect(() => toDate(time)).toThrow(cannotRead(`time "${time}"`))
})
