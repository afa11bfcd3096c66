import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { RetentionPort } from '../../src/application/ports/retention.port.ts'
import type { SeatHistoryPort } from '../../src/application/ports/seat-history.port.ts'
import type { SeatsSincePort } from '../../src/application/ports/seats-since.port.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import { availableSeat, bookedSeat, newBooking, seatChange } from '../builders/seat-change.ts'
import type { StoreUnderTest } from './seat-repository.contract.ts'

export interface RetentionUnderTest extends StoreUnderTest {
  readonly repository: StoreUnderTest['repository'] &
    RetentionPort &
    SeatHistoryPort &
    SeatsSincePort
}

const HOUR_MS = 3_600_000
const FIRST_AT_MS = Date.parse('2026-06-01T10:00:00Z')
const hours = (count: number) => new Date(FIRST_AT_MS + count * HOUR_MS)
const SEATS = 5

/** What every `RetentionPort` promises of the history. */
export function historyRetentionContract(
  name: string,
  open: () => Promise<RetentionUnderTest>,
): void {
  describe(`${name}, which deletes old history`, () => {
    let subject: RetentionUnderTest
    let repository: RetentionUnderTest['repository']
    beforeEach(async () => {
      subject = await open()
      repository = subject.repository
      const seatIds = Array.from({ length: SEATS }, (_, i) => `A-${i}`)
      for (const id of ['gala', 'premiere', 'unsold']) {
        await subject.events.addEvent(eventWithSeats(id, seatIds))
      }
      for (let i = 0; i < SEATS; i++) await book('gala', i)
    })
    afterEach(async () => {
      await subject.close?.()
    })

    /** Books seat i of the event, i hours after the first. */
    const book = async (eventId: string, i: number) => {
      const seats = [bookedSeat(`A-${i}`, 1, `b-${eventId}-${i}`)]
      const cause = { actor: 'public', requestId: 'r', at: hours(i) }
      expect(await repository.save(seatChange(seats, { eventId, cause }))).toBe('saved')
    }
    const deleteAll = async (before: Date, countMax = 100) => {
      const counts: number[] = []
      do counts.push(await repository.deleteHistory({ before, countMax }))
      while (counts.at(-1) !== 0)
      return counts.reduce((sum, count) => sum + count, 0)
    }
    const revisions = async (eventId = 'gala') =>
      (await repository.history({ eventId, limit: 100 })).map(({ revision }) => revision)

    test('deletes the entries from before a time, and no others', async () => {
      await book('premiere', 0)
      await book('premiere', 4)

      expect(await deleteAll(hours(2))).toBe(3)
      expect(await revisions()).toEqual([3, 4, 5])
      expect(await revisions('premiere')).toEqual([2])
      expect(await deleteAll(hours(2))).toBe(0)
    })

    test('deletes the oldest first, and about the requested number', async () => {
      expect(await repository.deleteHistory({ before: hours(9), countMax: 2 })).toBe(2)
      expect(await revisions()).toEqual([3, 4, 5])
    })

    test('keeps the latest change of each event', async () => {
      await book('premiere', 0)

      await deleteAll(hours(9))
      expect(await revisions()).toEqual([5])
      expect(await revisions('premiere')).toEqual([1])
    })

    test('deletes all entries of a change or none', async () => {
      const seats = Array.from({ length: SEATS }, (_, i) => bookedSeat(`A-${i}`, 1, 'b-all'))
      const cause = { actor: 'public', requestId: 'r', at: hours(0) }
      await repository.save(seatChange(seats, { eventId: 'premiere', cause }))
      await repository.save(
        seatChange([availableSeat('A-0', 2)], { eventId: 'premiere', from: seats.slice(0, 1) }),
      )

      const left = new Set<number>()
      do left.add((await revisions('premiere')).filter((revision) => revision === 1).length)
      while ((await repository.deleteHistory({ before: hours(1), countMax: 3 })) > 0)
      expect([...left]).toEqual([SEATS, 0])
      expect(await revisions('premiere')).toEqual([2])
    })

    test('does not change seats and bookings, except for old cancelled bookings', async () => {
      const cancel = async (i: number, at: Date) => {
        const from = newBooking({ id: `b-gala-${i}`, seatIds: [`A-${i}`] })
        const change = seatChange([availableSeat(`A-${i}`, 2)], {
          from: [bookedSeat(`A-${i}`, 1, from.id)],
          booking: { from, to: { ...from, cancelledAt: at } },
          cause: { actor: 'public', requestId: 'r', at },
        })
        expect(await repository.save(change)).toBe('saved')
      }
      await cancel(0, hours(5))
      await cancel(1, hours(7))

      await deleteAll(hours(6))
      expect(await repository.findBooking('b-gala-0')).toBeUndefined()
      expect(await repository.findBooking('b-gala-1')).toBeDefined()
      expect(await repository.findBooking('b-gala-2')).toBeDefined()
      expect(await repository.find('gala', ['A-0', 'A-2'])).toEqual([
        availableSeat('A-0', 2),
        bookedSeat('A-2', 1, 'b-gala-2'),
      ])
    })

    test('returns the changes since a state that is still in the history', async () => {
      const state = await repository.seatsSince('gala')
      await repository.save(
        seatChange([availableSeat('A-0', 2)], { from: [bookedSeat('A-0', 1, 'b-gala-0')] }),
      )
      await deleteAll(hours(2))

      expect(await repository.seatsSince('gala', state)).toMatchObject({
        revision: 6,
        isComplete: false,
        seats: [availableSeat('A-0', 2)],
      })
      await deleteAll(hours(9))
      const latest = await repository.seatsSince('gala')
      expect(await repository.seatsSince('gala', latest)).toMatchObject({
        isComplete: false,
        seats: [],
      })
    })

    test('returns all seats for a state that is no longer in the history', async () => {
      const before = await repository.seatsSince('premiere')
      const unsold = await repository.seatsSince('unsold')
      await book('premiere', 0)
      const first = await repository.seatsSince('premiere')
      await book('premiere', 1)
      await book('premiere', 2)
      await deleteAll(hours(9))

      for (const state of [before, first]) {
        const since = await repository.seatsSince('premiere', state)
        expect(since).toMatchObject({ revision: 3, isComplete: true })
        expect(since?.seats.map(({ id }) => id).toSorted()).toEqual(['A-0', 'A-1', 'A-2'])
      }
      expect(await repository.seatsSince('unsold', unsold)).toMatchObject({ isComplete: false })
    })
  })
}
