import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { SeatRepositoryPort } from '../../src/application/ports/seat-repository.port.ts'
import { type BookedSeat, type EventId, newSeat, type Seat } from '../../src/domain/seat.ts'

export interface RepositoryUnderTest {
  readonly repository: SeatRepositoryPort
  readonly close?: () => Promise<void>
}

const CALLERS = 60

/** What every `SeatRepositoryPort` promises. */
export function seatRepositoryContract(
  name: string,
  open: (events: Readonly<Record<EventId, readonly Seat[]>>) => Promise<RepositoryUnderTest>,
): void {
  describe(`${name}, as a seat repository`, () => {
    let subject: RepositoryUnderTest
    let repository: SeatRepositoryPort
    beforeEach(async () => {
      subject = await open({
        gala: ['A-1', 'A-2', 'A-3', 'Ä 座 {*}'].map(newSeat),
        premiere: [newSeat('A-1')],
      })
      repository = subject.repository
    })
    afterEach(async () => {
      await subject.close?.()
    })

    const booked = (id: string, version: number, bookingId = 'b-1'): BookedSeat => ({
      id,
      version,
      status: 'booked',
      booking: { id: bookingId, bookedAt: new Date('2026-06-01T10:00:00.123Z'), reference: 'ref' },
    })

    test('finds seats in the order asked for, and leaves out unknown ones', async () => {
      expect(await repository.find('gala', ['A-3', 'Z-9', 'A-1', 'Ä 座 {*}'])).toEqual([
        newSeat('A-3'),
        newSeat('A-1'),
        newSeat('Ä 座 {*}'),
      ])
      expect(await repository.find('no such event', ['A-1'])).toEqual([])
    })

    test('saves the next version of a seat, with all that the booking says', async () => {
      const seat = booked('A-1', 1)

      expect(await repository.save({ eventId: 'gala', seats: [seat] })).toBe('saved')
      expect(await repository.find('gala', ['A-1'])).toEqual([seat])
    })

    test('keeps the seats of one event apart from those of another', async () => {
      await repository.save({ eventId: 'gala', seats: [booked('A-1', 1)] })

      expect(await repository.find('premiere', ['A-1'])).toEqual([newSeat('A-1')])
    })

    test.each([0, 2, 3])('refuses version %d of a seat that is at version 0', async (version) => {
      const change = { eventId: 'gala', seats: [booked('A-1', version)] }

      expect(await repository.save(change)).toBe('conflict')
      expect(await repository.find('gala', ['A-1'])).toEqual([newSeat('A-1')])
    })

    test('refuses the same change a second time', async () => {
      const change = { eventId: 'gala', seats: [booked('A-1', 1)] }
      await repository.save(change)

      expect(await repository.save(change)).toBe('conflict')
    })

    test('refuses a seat, or an event, that it does not know', async () => {
      const seats = [booked('Z-9', 1)]

      expect(await repository.save({ eventId: 'gala', seats })).toBe('conflict')
      expect(await repository.save({ eventId: 'no such event', seats })).toBe('conflict')
      expect(await repository.find('gala', ['Z-9'])).toEqual([])
    })

    test('saves several seats whole or not at all', async () => {
      await repository.save({ eventId: 'gala', seats: [booked('A-2', 1)] })

      const overlapping = [booked('A-1', 1, 'b-2'), booked('A-2', 1, 'b-2')]
      expect(await repository.save({ eventId: 'gala', seats: overlapping })).toBe('conflict')
      expect(await repository.find('gala', ['A-1', 'A-2'])).toEqual([
        newSeat('A-1'),
        booked('A-2', 1),
      ])

      const free = [booked('A-1', 1, 'b-2'), booked('A-3', 1, 'b-2')]
      expect(await repository.save({ eventId: 'gala', seats: free })).toBe('saved')
      expect(await repository.find('gala', ['A-1', 'A-3'])).toEqual(free)
    })

    test(`lets exactly one of ${CALLERS} racing writers through`, async () => {
      const seats = Array.from({ length: CALLERS }, (_, i) => booked('A-1', 1, `b-${i}`))
      const outcomes = await Promise.all(
        seats.map((seat) => repository.save({ eventId: 'gala', seats: [seat] })),
      )

      const winners = seats.filter((_, i) => outcomes[i] === 'saved')
      expect(winners).toHaveLength(1)
      expect(await repository.find('gala', ['A-1'])).toEqual(winners)
    })
  })
}
