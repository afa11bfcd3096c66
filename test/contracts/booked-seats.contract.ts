import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { BookedSeatsPort } from '../../src/application/ports/booked-seats.port.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import {
  availableSeat,
  blockedSeat,
  bookedSeat,
  heldSeat,
  newBooking,
  seatChange,
} from '../builders/seat-change.ts'
import type { StoreUnderTest } from './seat-repository.contract.ts'

export interface BookedSeatsUnderTest extends StoreUnderTest {
  readonly repository: StoreUnderTest['repository'] & BookedSeatsPort
}

const ODD = `Ä 座 {*} "',\\ %00`
const ROUNDS = 20

/** What every `BookedSeatsPort` promises. */
export function bookedSeatsContract(name: string, open: () => Promise<BookedSeatsUnderTest>): void {
  describe(`${name}, as a source of booked seats`, () => {
    let subject: BookedSeatsUnderTest
    let repository: BookedSeatsUnderTest['repository']
    const seatIds = ['A-1', 'A-2', 'A-3', 'A-4', ODD]
    beforeEach(async () => {
      subject = await open()
      repository = subject.repository
      await subject.events.addEvent(eventWithSeats('gala', seatIds))
      await subject.events.addEvent(eventWithSeats('premiere', seatIds))
    })
    afterEach(async () => {
      await subject.close?.()
    })

    const save = async (...args: Parameters<typeof seatChange>) => {
      expect(await repository.save(seatChange(...args))).toBe('saved')
    }
    const booked = async (eventId = 'gala') => {
      const { revision, seats = [] } = (await repository.bookedSeats(eventId)) ?? {}
      return { revision, seats: seats.toSorted((a, b) => (a.seatId < b.seatId ? -1 : 1)) }
    }

    test('returns nothing for an unknown event, and no seats for an event without bookings', async () => {
      expect(await repository.bookedSeats('no such event')).toBeUndefined()
      expect(await repository.bookedSeats('gala')).toEqual({ revision: 0, seats: [] })
    })

    test('returns the booked seats with their bookings and references, and no others', async () => {
      const pair = [bookedSeat('A-1', 1, 'b-1'), bookedSeat('A-2', 1, 'b-1')]
      await save(pair)
      const booking = newBooking({ id: 'b-2', seatIds: [ODD], reference: undefined })
      await save([bookedSeat(ODD, 1, 'b-2')], { booking: { to: booking } })
      await save([heldSeat('A-3', 1)])
      await save([blockedSeat('A-4', 1)])
      await save([bookedSeat('A-3', 1, 'b-3')], { eventId: 'premiere' })

      expect(await booked()).toEqual({
        revision: 4,
        seats: [
          { seatId: 'A-1', bookingId: 'b-1', reference: 'ref' },
          { seatId: 'A-2', bookingId: 'b-1', reference: 'ref' },
          { seatId: ODD, bookingId: 'b-2' },
        ],
      })
      expect((await booked('premiere')).seats).toHaveLength(1)
    })

    test('returns seats and revision of one state while seats are changed', async () => {
      // Each change books or frees the seat, so the revision tells whether it is booked.
      const changing = (async () => {
        for (let version = 1; version <= 2 * ROUNDS; version += 2) {
          const id = `b-${version}`
          const booking = newBooking({ id, seatIds: ['A-1'] })
          const seat = bookedSeat('A-1', version, id)
          await save([seat], { booking: { to: booking } })
          await save([availableSeat('A-1', version + 1)], {
            from: [seat],
            booking: { from: booking, to: { ...booking, cancelledAt: new Date() } },
          })
        }
        return 'changed' as const
      })()
      const progress = { isDone: false }
      void changing.finally(() => {
        progress.isDone = true
      })
      while (!progress.isDone) {
        const { revision = 0, seats } = await booked()
        expect(seats.map(({ bookingId }) => bookingId)).toEqual(
          revision % 2 === 1 ? [`b-${revision}`] : [],
        )
      }
      await changing
      expect(await booked()).toEqual({ revision: 2 * ROUNDS, seats: [] })
    })
  })
}
