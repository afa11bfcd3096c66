import { describe, expect, test } from '@jest/globals'

import {
  bookingStatus,
  cancelSeats,
  changeReference,
  currentSeatIds,
  isSameBooking,
  moveBooking,
  newBooking as bookingOf,
  refusalOfMove,
} from '../../src/domain/booking.ts'
import { newBooking } from '../builders/seat-change.ts'

const NOON = new Date('2026-06-01T12:00:00Z')
const booking = newBooking({ seatIds: ['A-1', 'A-2', 'A-3'] })

test('a new booking has version 1 and no cancelled seats', () => {
  const { id, code, eventId, seatIds, bookedAt, reference, clientId } = booking
  expect(bookingOf({ id, code, eventId, seatIds, bookedAt, reference, clientId })).toEqual(booking)
})

describe('cancelling seats', () => {
  test('keeps the booking for the other seats', () => {
    const changed = cancelSeats(booking, ['A-2'], NOON)
    expect(changed).toEqual({ ...booking, version: 2, cancelledSeatIds: ['A-2'] })
    expect(currentSeatIds(changed)).toEqual(['A-1', 'A-3'])
    expect(bookingStatus(changed)).toBe('partially-cancelled')
  })

  test('cancels the booking with its last seats, which it keeps as those that it had at the end', () => {
    const changed = cancelSeats(cancelSeats(booking, ['A-2'], NOON), ['A-1', 'A-2', 'A-3'], NOON)
    expect(changed).toEqual({
      ...booking,
      version: 3,
      seatIds: ['A-1', 'A-3'],
      cancelledSeatIds: ['A-1', 'A-2', 'A-3'],
      cancelledAt: NOON,
    })
    expect(currentSeatIds(changed)).toEqual([])
    expect(bookingStatus(changed)).toBe('cancelled')
  })
})

describe('moving seats', () => {
  test('puts each new seat in the place of the former one', () => {
    const changed = moveBooking(booking, [{ from: 'A-2', to: 'B-2' }])
    expect(changed).toEqual({ ...booking, version: 2, seatIds: ['A-1', 'B-2', 'A-3'] })
    expect(bookingStatus(changed)).toBe('booked')
  })

  test('can use seats that the booking has never had, and those that it has left', () => {
    const cancelled = cancelSeats(booking, ['A-1'], NOON)
    const moved = moveBooking(cancelled, [{ from: 'A-2', to: 'B-2' }])
    const back = [{ from: 'B-2', to: 'A-2' }]
    expect(refusalOfMove(moved, back)).toBeUndefined()
    expect(moveBooking(moved, back)).toEqual({ ...cancelled, version: 4 })
  })

  test('cannot use seats that were cancelled', () => {
    const cancelled = cancelSeats(booking, ['A-1', 'A-3'], NOON)
    expect(refusalOfMove(cancelled, [{ from: 'A-2', to: 'A-3' }])).toEqual({
      reason: 'cancelled-before',
      seatIds: ['A-3'],
    })
    const moved = moveBooking(cancelled, [{ from: 'A-2', to: 'B-2' }])
    expect(refusalOfMove(moved, [{ from: 'B-2', to: 'A-1' }])).toMatchObject({ seatIds: ['A-1'] })
  })

  test.each([
    ['another seat', 'B-1'],
    ['a cancelled one', 'A-1'],
  ])('cannot leave %s', (_which, from) => {
    const cancelled = cancelSeats(booking, ['A-1'], NOON)
    expect(refusalOfMove(cancelled, [{ from, to: 'B-2' }])).toEqual({
      reason: 'not-in-booking',
      seatIds: [from],
    })
  })
})

test('a change of the reference is a new version', () => {
  expect(changeReference(booking, 'order 7')).toEqual({
    ...booking,
    version: 2,
    reference: 'order 7',
  })
  expect(changeReference(booking, undefined).reference).toBeUndefined()
})

describe('a stored booking', () => {
  test('is the same if nothing of its state is different', () => {
    expect(isSameBooking(structuredClone(booking), booking)).toBe(true)
    expect(isSameBooking(undefined, undefined)).toBe(true)
  })

  test.each([
    ['id', { id: 'b-2' }],
    ['version', { version: 2 }],
    ['seats', { seatIds: ['A-1'] }],
    ['cancelled seats', { cancelledSeatIds: ['A-1'] }],
    ['reference', { reference: 'other' }],
    ['cancellation', { cancelledAt: NOON }],
  ])('is not the same with other %s', (_field, over) => {
    expect(isSameBooking({ ...booking, ...over }, booking)).toBe(false)
  })

  test('is not the same as none', () => {
    expect(isSameBooking(booking, undefined)).toBe(false)
    expect(isSameBooking(undefined, booking)).toBe(false)
  })
})
