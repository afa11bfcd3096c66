import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { SeatChange } from '../../src/application/ports/seat-repository.port.ts'
import { newSeat } from '../../src/domain/seat.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import { bookedSeat, newBooking, seatChange } from '../builders/seat-change.ts'
import type { StoreUnderTest } from './seat-repository.contract.ts'

const SEATS = ['A-1', 'A-2', 'A-3', 'A-4', 'A-5']
const FAULTY = 'A-4'
const ERROR = expect.stringMatching(/error: /i)

const booked = (seatId: string) => bookedSeat(seatId, 1, `b-${seatId}`)

/** No use case makes such a change. Its second seat is not at the version that the first one leaves. */
const withSeatTwice = (seatId: string) => seatChange([booked(seatId), booked(seatId)])

/** What a `SeatRepositoryPort` promises that saves concurrent changes together. */
export function batchedSavesContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name}, which saves changes in batches`, () => {
    let subject: StoreUnderTest
    let repository: StoreUnderTest['repository']
    beforeEach(async () => {
      subject = await open()
      repository = subject.repository
      await subject.events.addEvent(eventWithSeats('gala', SEATS))
    })
    afterEach(async () => {
      await subject.close?.()
    })

    const saveAtOnce = (changes: readonly SeatChange[]) =>
      Promise.all(
        changes.map((change) => repository.save(change).catch((error: unknown) => String(error))),
      )
    const saveWithFaulty = (others: (seatId: string) => SeatChange) =>
      saveAtOnce(SEATS.map((seatId) => (seatId === FAULTY ? withSeatTwice : others)(seatId)))

    test('an error of one change does not affect the others of its batch', async () => {
      const outcomes = await saveWithFaulty((seatId) => seatChange([booked(seatId)]))

      expect(outcomes).toEqual(['saved', 'saved', 'saved', ERROR, 'saved'])
      expect(await repository.find('gala', SEATS)).toEqual(
        SEATS.map((seatId) => (seatId === FAULTY ? newSeat : booked)(seatId)),
      )
      expect(await repository.findBooking(`b-${FAULTY}`)).toBeUndefined()
    })

    test('a conflict of one change is no error of another', async () => {
      const other = newBooking({ id: 'other', code: 'SAME-CODE', seatIds: ['A-1'] })
      await repository.save(seatChange([bookedSeat('A-1', 1, 'other')], { booking: { to: other } }))

      const outcomes = await saveWithFaulty((seatId) => {
        const code = seatId === 'A-2' ? other.code : `code ${seatId}`
        const to = newBooking({ id: `b-${seatId}`, code, seatIds: [seatId] })
        return seatChange([booked(seatId)], { booking: { to } })
      })

      expect(outcomes).toEqual(['conflict', 'conflict', 'saved', ERROR, 'saved'])
    })
  })
}
