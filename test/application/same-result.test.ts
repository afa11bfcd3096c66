import { describe, expect, test } from '@jest/globals'

import { unknownSeats } from '../../src/application/changes/change-seats.ts'
import { sameBooking } from '../../src/application/changes/same-result.ts'
import type { Seat } from '../../src/domain/seat.ts'
import { availableSeat, bookedSeat } from '../builders/seat-change.ts'

const gone = { outcome: 'refused', refusal: { reason: 'result-gone' } }

describe('a retry of a booking', () => {
  const request = { eventId: 'gala', seatIds: ['A-1', 'A-2'] }
  const result = { bookingId: 'b-1' }
  const retry = (seats: readonly Seat[]) =>
    sameBooking({ find: async () => seats }, request, result)

  test('has the same result while all seats belong to the booking, and relies on that', async () => {
    const seats = [bookedSeat('A-1', 1), bookedSeat('A-2', 1)]
    expect(await retry(seats)).toEqual({ outcome: 'unchanged', reliesOn: { seats }, result })
  })

  test.each([
    ['available', [bookedSeat('A-1', 1), availableSeat('A-2', 2)]],
    ['in another booking', [bookedSeat('A-1', 1), bookedSeat('A-2', 3, 'b-2')]],
    ['no longer in the plan', [bookedSeat('A-1', 1)]],
  ])('is refused if one of the seats is %s', async (_, seats) => {
    expect(await retry(seats)).toEqual(gone)
  })
})

describe('the unknown seats', () => {
  const found = [availableSeat('A-1', 0)]

  test('are those that were not found and may not be missing', () => {
    expect(unknownSeats(['A-1', 'A-2', 'A-3'], found, ['A-2'])).toEqual({
      outcome: 'refused',
      refusal: { reason: 'unknown-seats', seatIds: ['A-3'] },
    })
  })

  test('are none if all others were found', () => {
    expect(unknownSeats(['A-1'], found)).toBeUndefined()
    expect(unknownSeats(['A-1', 'A-2'], found, ['A-2'])).toBeUndefined()
  })
})
