import { describe, expect, test } from '@jest/globals'

import type { BookedSeat } from '../../src/application/ports/booked-seats.port.ts'
import { Reconcile } from '../../src/application/queries/reconcile.ts'

const booked = (seatId: string, reference?: string): BookedSeat => {
  return { seatId, bookingId: `b-${seatId}`, reference }
}
const expected = (seatId: string, reference: string) => ({ seatId, reference })

const reconcile = (seats: readonly BookedSeat[], bookings: ReturnType<typeof expected>[]) =>
  new Reconcile({ bookedSeats: { bookedSeats: async () => ({ revision: 7, seats }) } }).execute({
    eventId: 'gala',
    bookings,
  })

describe('Reconcile', () => {
  test('finds no difference between equal bookings', async () => {
    const seats = [booked('A-1', 'r-1'), booked('A-2', 'r-2')]
    const bookings = [expected('A-2', 'r-2'), expected('A-1', 'r-1')]

    expect(await reconcile(seats, bookings)).toEqual({
      revision: 7,
      missing: [],
      unexpected: [],
      otherReference: [],
    })
  })

  test('finds seats that only one side has booked', async () => {
    const both = [booked('A-1', 'r-1'), expected('A-1', 'r-1')] as const
    const [ours, theirs] = [booked('A-2', 'r-2'), expected('A-3', 'r-3')]

    expect(await reconcile([both[0], ours], [both[1], theirs])).toEqual({
      revision: 7,
      missing: [theirs],
      unexpected: [ours],
      otherReference: [],
    })
  })

  test('finds seats with another reference or none', async () => {
    const seats = [booked('A-1', 'r-9'), booked('A-2')]
    const bookings = [expected('A-1', 'r-1'), expected('A-2', 'r-2')]

    expect(await reconcile(seats, bookings)).toMatchObject({ otherReference: seats, missing: [] })
  })

  test('returns nothing for an unknown event', async () => {
    const query = new Reconcile({ bookedSeats: { bookedSeats: async () => undefined } })
    expect(await query.execute({ eventId: 'no-such', bookings: [] })).toBeUndefined()
  })
})
