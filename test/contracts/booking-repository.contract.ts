import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { BookingsQuery } from '../../src/application/ports/booking-repository.port.ts'
import {
  type Booking,
  cancelSeats,
  changeReference,
  moveBooking,
} from '../../src/domain/booking.ts'
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
      await subject.events.addEvent(eventWithSeats('premiere', ['A-1']))
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

    const save = async (booking: Booking, version = 1) => {
      const seats = booking.seatIds.map((id) => bookedSeat(id, version, booking.id))
      const change = seatChange(seats, { eventId: booking.eventId, booking: { to: booking } })
      expect(await repository.save(change)).toBe('saved')
    }
    const at = (time: string) => new Date(`2026-06-01T${time}Z`)
    const found = async (query: Partial<BookingsQuery>) =>
      (await repository.findBookings({ limit: 100, ...query })).map(({ id }) => id)

    test('saves a partial cancellation, and a move in one change of the old and the new seats', async () => {
      const booking = newBooking({ seatIds: ['A-1', 'A-2'] })
      await save(booking)
      const partly = cancelSeats(booking, ['A-2'], at('11:00:00.000'))
      const cancellation = seatChange([availableSeat('A-2', 2)], {
        from: [bookedSeat('A-2', 1)],
        booking: { from: booking, to: partly },
      })
      expect(await repository.save(cancellation)).toBe('saved')
      expect(await repository.save(cancellation)).toBe('conflict')
      expect(await repository.findBooking('b-1')).toEqual(partly)

      const moved = moveBooking(partly, [{ from: 'A-1', to: 'A-3' }])
      const move = seatChange([availableSeat('A-1', 2), bookedSeat('A-3', 1)], {
        from: [bookedSeat('A-1', 1)],
        action: 'moved',
        booking: { from: partly, to: moved },
      })
      expect(await repository.save(move)).toBe('saved')
      expect(await repository.findBooking('b-1')).toEqual(moved)
      expect(await repository.find('gala', ['A-1', 'A-2', 'A-3'])).toEqual([
        availableSeat('A-1', 2),
        availableSeat('A-2', 2),
        bookedSeat('A-3', 1),
      ])
    })

    test('saves a new reference without seats, if the booking is as it was read', async () => {
      const booking = newBooking()
      await save(booking)
      const renamed = changeReference(booking, undefined)
      const change = seatChange([], {
        action: 'reference-changed',
        booking: { from: booking, to: renamed },
      })

      expect(await repository.save(change)).toBe('saved')
      expect(await repository.save(change)).toBe('conflict')
      expect(await repository.findBooking('b-1')).toEqual(renamed)
      expect(await repository.find('gala', ['A-1'])).toEqual([bookedSeat('A-1', 1)])
    })

    test('lists bookings in the order of their times and ids, page by page', async () => {
      await save(newBooking({ id: 'b-3', seatIds: ['A-3'], bookedAt: at('10:00:00.001') }))
      await save(newBooking({ id: 'b-2', seatIds: ['A-2'], bookedAt: at('10:00:00.002') }))
      await save(newBooking({ id: 'b-1', seatIds: ['A-1'], bookedAt: at('10:00:00.002') }))
      await save(newBooking({ id: 'b-4', eventId: 'premiere', bookedAt: at('09:00:00.000') }))

      expect(await found({ eventId: 'gala' })).toEqual(['b-3', 'b-1', 'b-2'])
      expect(await found({ eventId: 'gala', limit: 2 })).toEqual(['b-3', 'b-1'])
      const after = { bookedAt: at('10:00:00.002'), id: 'b-1' }
      expect(await found({ eventId: 'gala', after })).toEqual(['b-2'])
      expect(await found({})).toEqual(['b-4', 'b-3', 'b-1', 'b-2'])
      expect(await found({ eventId: 'no such event' })).toEqual([])
    })

    test('finds bookings by code and by reference, in one event or in all', async () => {
      const code = 'ABCD2345'
      await save(newBooking({ id: 'b-1', seatIds: ['A-1'], code, reference: ODD }))
      await save(newBooking({ id: 'b-2', seatIds: ['A-2'], reference: ODD }))
      await save(newBooking({ id: 'b-3', seatIds: ['A-3'], reference: undefined }))
      await save(newBooking({ id: 'b-4', eventId: 'premiere', code, reference: ODD }))

      expect(await found({ eventId: 'gala', code })).toEqual(['b-1'])
      expect(await found({ code })).toEqual(['b-1', 'b-4'])
      expect(await found({ reference: ODD })).toEqual(['b-1', 'b-2', 'b-4'])
      expect(await found({ eventId: 'gala', reference: ODD })).toEqual(['b-1', 'b-2'])
      expect(await found({ code, reference: 'another' })).toEqual([])
    })

    test('finds bookings by status', async () => {
      const now = at('11:00:00.000')
      for (const [id, seatIds] of [
        ['b-1', ['A-1']],
        ['b-2', ['A-2', 'A-3']],
        ['b-3', ['A-4', 'A-5']],
      ] as const) {
        await save(newBooking({ id, seatIds }))
      }
      for (const [id, seatIds] of [
        ['b-2', ['A-3']],
        ['b-3', ['A-4', 'A-5']],
      ] as const) {
        const booking = await repository.findBooking(id)
        if (!booking) throw new Error(`There is no ${id}`)
        const freed = seatIds.map((seatId) => availableSeat(seatId, 2))
        const from = seatIds.map((seatId) => bookedSeat(seatId, 1, id))
        const to = cancelSeats(booking, seatIds, now)
        const change = seatChange(freed, { from, booking: { from: booking, to } })
        expect(await repository.save(change)).toBe('saved')
      }

      expect(await found({ eventId: 'gala', status: 'booked' })).toEqual(['b-1'])
      expect(await found({ status: 'partially-cancelled' })).toEqual(['b-2'])
      expect(await found({ eventId: 'gala', status: 'cancelled' })).toEqual(['b-3'])
    })

    test('finds the current and the former bookings of a seat', async () => {
      const booking = newBooking({ seatIds: ['A-1'] })
      await save(booking)
      await save(newBooking({ id: 'b-4', eventId: 'premiere' }))
      const to = moveBooking(booking, [{ from: 'A-1', to: 'A-2' }])
      const moved = seatChange([availableSeat('A-1', 2), bookedSeat('A-2', 1)], {
        from: [bookedSeat('A-1', 1)],
        action: 'moved',
        booking: { from: booking, to },
      })
      expect(await repository.save(moved)).toBe('saved')
      await save(newBooking({ id: 'b-2', seatIds: ['A-1'] }), 3)

      expect(await found({ eventId: 'gala', seatId: 'A-1' })).toEqual(['b-1', 'b-2'])
      expect(await found({ eventId: 'gala', seatId: 'A-2' })).toEqual(['b-1'])
      expect(await found({ eventId: 'gala', seatId: 'A-3' })).toEqual([])
    })

    test(`lets one of ${CALLERS} concurrent moves and bookings have a seat`, async () => {
      const booking = newBooking({ id: 'owner', seatIds: ['A-0', 'A-1'] })
      await save(booking)
      const moves = ['A-0', 'A-1'].map((from) =>
        seatChange([availableSeat(from, 2), bookedSeat('A-2', 1, 'owner')], {
          from: [bookedSeat(from, 1, 'owner')],
          action: 'moved',
          booking: { from: booking, to: moveBooking(booking, [{ from, to: 'A-2' }]) },
        }),
      )
      const bookings = Array.from({ length: CALLERS - 2 }, (_, i) =>
        seatChange([bookedSeat('A-2', 1, `b-${i}`)]),
      )
      const changes = [...bookings.slice(0, 2), ...moves, ...bookings.slice(2)]
      const outcomes = await Promise.all(changes.map((change) => repository.save(change)))

      expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1)
      const winner = changes[outcomes.indexOf('saved')]?.booking?.to
      const stored = await repository.findBooking('owner')
      expect(stored).toEqual(winner?.id === 'owner' ? winner : booking)
      const seats = await repository.find('gala', ['A-0', 'A-1', 'A-2'])
      for (const seat of seats) {
        const owns = stored?.seatIds.includes(seat.id) ?? false
        const expected = owns ? 'owner' : winner?.id
        if (seat.status === 'booked') expect(seat.bookingId).toBe(expected)
        else expect(owns).toBe(false)
      }
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
