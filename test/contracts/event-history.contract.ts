import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { SeatHistoryPort } from '../../src/application/ports/seat-history.port.ts'
import {
  changeEvent,
  type EventDetails,
  eventRecordOf,
  type EventSummary,
  summaryOf,
} from '../../src/domain/event.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import { bookedSeat, publicSeat, seatChange } from '../builders/seat-change.ts'
import { readWhileBusy } from '../drivers/busy-writers.ts'
import type { EventStoreUnderTest } from './event-repository.contract.ts'

export interface EventHistoryUnderTest extends EventStoreUnderTest {
  readonly repository: EventStoreUnderTest['repository'] & SeatHistoryPort
}

const SEAT_IDS = Array.from({ length: 20 }, (_, i) => `W-${i}`)
const CAUSE = {
  actor: `Ä 座 {*} "',\\ %00`,
  requestId: 'r-1',
  at: new Date('2026-05-03T10:00:00.123Z'),
}
const RIVALS = 8
const WRITERS = 6
const CHANGES_OF_EACH = 10

/** What an event repository and a history promise together: the history has each change of an event, and no other. */
export function eventHistoryContract(
  name: string,
  open: () => Promise<EventHistoryUnderTest>,
): void {
  describe(`${name}, as a history of changes of the event itself`, () => {
    let subject: EventHistoryUnderTest
    const event = eventWithSeats('gala', SEAT_IDS, {
      startsAt: new Date('2026-06-01T19:30:00.123Z'),
      timeZone: 'Europe/Berlin',
      saleOpensAt: new Date('2026-05-01T08:00:00.001Z'),
    })
    const created = summaryOf(event)
    beforeEach(async () => {
      subject = await open()
      await subject.events.addEvent(event)
      await subject.events.addEvent(eventWithSeats('other', SEAT_IDS))
    })
    afterEach(async () => {
      await subject.close?.()
    })

    const history = (over: object = {}) =>
      subject.repository.history({ eventId: 'gala', limit: 1_000, ...over })
    const save = (from: EventSummary, to: EventSummary) =>
      subject.events.saveEvent({ from, to, cause: CAUSE })
    const book = (seatId: string, bookingId: string) =>
      subject.repository.save(seatChange([bookedSeat(seatId, 1, bookingId)]))
    const revision = async () => (await subject.repository.seatsSince('gala'))?.revision

    test('has an entry for each change, with its cause, what is different, and the event', async () => {
      const renamed = changeEvent(created, { name: 'Ä 座', status: 'closed' })
      const moved = changeEvent(renamed, {
        startsAt: undefined,
        timeZone: undefined,
        saleOpensAt: new Date('2026-05-02T08:00:00.002Z'),
        saleClosesAt: new Date('2026-06-01T19:00:00.999Z'),
      })
      const priced = changeEvent(moved, {
        prices: { currency: 'EUR', byCategory: { Seat: 4_500, 座: 0 } },
        accessibleReleaseAt: new Date('2026-05-25T08:00:00.123Z'),
      })
      const released = changeEvent(priced, { accessibleReleaseAt: undefined })
      await save(created, renamed)
      await save(renamed, moved)
      await save(moved, priced)
      await save(priced, released)

      const entry = { ordinal: 0, action: 'event-updated', ...CAUSE }
      const [changed, after] = [['name', 'status'], eventRecordOf(renamed)]
      const times = ['startsAt', 'timeZone', 'saleOpensAt', 'saleClosesAt']
      expect(await history()).toEqual([
        { ...entry, revision: 1, update: { changed, event: after } },
        { ...entry, revision: 2, update: { changed: times, event: eventRecordOf(moved) } },
        {
          ...entry,
          revision: 3,
          update: { changed: ['prices', 'accessibleReleaseAt'], event: eventRecordOf(priced) },
        },
        {
          ...entry,
          revision: 4,
          update: { changed: ['accessibleReleaseAt'], event: eventRecordOf(released) },
        },
      ])
      expect(await history({ eventId: 'other' })).toEqual([])
    })

    test('has no entry for a change that was not saved, and for an unchanged event', async () => {
      const read = { ...created, name: 'Other' }
      expect(await save(read, changeEvent(read, { status: 'closed' }))).toBe('conflict')
      expect(await save({ ...created, id: 'unknown' }, { ...created, version: 2 })).toBe('conflict')
      expect(await save(created, created)).toBe('saved')

      expect(await history()).toEqual([])
      expect(await revision()).toBe(0)
    })

    test(`has an entry for one of ${RIVALS} concurrent changes`, async () => {
      const changes = Array.from({ length: RIVALS }, (_, i) =>
        changeEvent(created, { name: `Name ${i}` }),
      )
      const outcomes = await Promise.all(changes.map((to) => save(created, to)))

      const winner = changes[outcomes.indexOf('saved')] ?? created
      const { name, version } = winner
      expect(await history()).toMatchObject([{ revision: 1, update: { event: { name, version } } }])
      expect(await revision()).toBe(1)
    })

    test('has changes of seats and of the event in one order', async () => {
      const closed = changeEvent(created, { status: 'closed' })
      await book('W-1', 'b-1')
      const state = await subject.repository.seatsSince('gala')
      await save(created, closed)
      const stateAfter = await subject.repository.seatsSince('gala', state)
      await book('W-2', 'b-2')
      await save(closed, changeEvent(closed, { status: 'on-sale' }))

      const entries = await history()
      expect(entries.map(({ revision, action }) => [revision, action])).toEqual([
        [1, 'booked'],
        [2, 'event-updated'],
        [3, 'booked'],
        [4, 'event-updated'],
      ])
      expect(await history({ seatId: 'W-1' })).toEqual(entries.slice(0, 1))
      expect(await history({ from: entries[1], limit: 2 })).toEqual(entries.slice(1, 3))
      expect(stateAfter).toMatchObject({ revision: 2, isComplete: false, seats: [] })
      expect(await subject.repository.seatsSince('gala', stateAfter)).toMatchObject({
        revision: 4,
        isComplete: false,
        seats: [publicSeat(bookedSeat('W-2', 1))],
      })
    })

    test(`has every change in the order of revisions, beside ${WRITERS} writers of seats`, async () => {
      let last = created
      const change = async (changes: Partial<EventDetails>) => {
        const to = changeEvent(last, changes)
        expect(await save(last, to)).toBe('saved')
        last = to
      }
      const busy = { seatIds: SEAT_IDS, writers: WRITERS, changes: CHANGES_OF_EACH }
      await readWhileBusy(subject.repository, busy, () => change({ name: `Name ${last.version}` }))

      const entries = await history()
      const revisions = [...new Set(entries.map((entry) => entry.revision))]
      const changeCount = WRITERS * CHANGES_OF_EACH + last.version - 1
      expect(revisions).toEqual(Array.from({ length: changeCount }, (_, i) => i + 1))
      expect(await revision()).toBe(changeCount)
      const versions = entries.flatMap((entry) =>
        entry.action === 'event-updated' ? [entry.update.event.version] : [],
      )
      expect(versions).toEqual(Array.from({ length: last.version - 1 }, (_, i) => i + 2))
    })
  })
}
