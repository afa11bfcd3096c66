import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { Booking } from '../../src/domain/booking.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import { availableSeat, bookedSeat, newBooking, seatChange } from '../builders/seat-change.ts'
import type { StoreUnderTest } from './seat-repository.contract.ts'

const ODD = `Ä 座 {*} "',\\ %00`
const SEATS = 8
const CALLERS = 60

/** What every `BookingRepositoryPort` promises. */
export function bookingRepositoryContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name}, as a booking repository`, () => {
    let subject: StoreUnderTest
    let repository: StoreUnderTest['repository']
    beforeEach(async () => {
      subject = await open()
      repository = subject.repository
      const seatIds = Array.from({ length: SEATS }, (_, i) => `A-${i}`)
      await subject.events.addEvent(eventWithSeats('gala', [...seatIds, ODD]))
    })
    afterEach(async () => {
      await subject.close?.()
    })

    test.each<[string, Partial<Booking>]>([
      ['of one seat', {}],
      ['of several seats, in their order', { seatIds: ['A-2', ODD, 'A-1'] }],
      ['without a reference', { reference: undefined }],
      ['with unusual characters', { id: ODD, reference: ODD }],
    ])('finds a booking %s as it was saved', async (_which, over) => {
      const booking = newBooking(over)
      const seats = booking.seatIds.map((id) => bookedSeat(id, 1, booking.id))
      await repository.save(seatChange(seats, { booking: { to: booking } }))

      expect(await repository.findBooking(booking.id)).toEqual(booking)
    })

    test('finds no booking with an unknown id', async () => {
      expect(await repository.findBooking('b-1')).toBeUndefined()
    })

    test('finds a cancelled booking with its time, and saves a new booking of its seats', async () => {
      const booking = newBooking({ seatIds: ['A-1', 'A-2'] })
      const seats = (version: number) => booking.seatIds.map((id) => bookedSeat(id, version))
      await repository.save(seatChange(seats(1), { booking: { to: booking } }))
      const cancelled = { ...booking, cancelledAt: new Date('2026-06-02T10:00:00.999Z') }
      const free = booking.seatIds.map((id) => availableSeat(id, 2))

      const cancellation = { from: booking, to: cancelled }
      const change = seatChange(free, { from: seats(1), booking: cancellation })
      expect(await repository.save(change)).toBe('saved')
      expect(await repository.findBooking('b-1')).toEqual(cancelled)
      const next = newBooking({ id: 'b-2', seatIds: booking.seatIds })
      const again = next.seatIds.map((id) => bookedSeat(id, 3, 'b-2'))
      const rebooking = seatChange(again, { from: free, booking: { to: next } })
      expect(await repository.save(rebooking)).toBe('saved')
      expect(await repository.findBooking('b-1')).toEqual(cancelled)
      expect(await repository.findBooking('b-2')).toEqual(next)
    })

    test(`has only the bookings of the winners of ${CALLERS} concurrent saves for overlapping groups`, async () => {
      const bookings = Array.from({ length: CALLERS }, (_, i) =>
        newBooking({
          id: `b-${i}`,
          seatIds: [0, 1, 3].map((offset) => `A-${(i + offset) % SEATS}`),
        }),
      )
      const outcomes = await Promise.all(
        bookings.map((booking) => {
          const seats = booking.seatIds.map((id) => bookedSeat(id, 1, booking.id))
          return repository.save(seatChange(seats, { booking: { to: booking } }))
        }),
      )

      const found = await Promise.all(bookings.map(({ id }) => repository.findBooking(id)))
      expect(found).toEqual(
        bookings.map((booking, i) => (outcomes[i] === 'saved' ? booking : undefined)),
      )
      const sold = found.flatMap((booking) => booking ?? [])
      expect(sold.length).toBeGreaterThan(0)
      for (const { id, seatIds } of sold) {
        const seats = seatIds.map((seatId) => bookedSeat(seatId, 1, id))
        expect(await repository.find('gala', seatIds)).toEqual(seats)
      }
    })
  })
}
