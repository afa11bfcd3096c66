import { beforeEach, describe, expect, test } from '@jest/globals'

import type { BookedSeatsPort } from '../../src/application/ports/booked-seats.port.ts'
import type { ClientSeatsPort } from '../../src/application/ports/client-seats.port.ts'
import type { DeletedEventsPort } from '../../src/application/ports/deleted-events.port.ts'
import type {
  EventAsRead,
  EventRepositoryPort,
} from '../../src/application/ports/event-repository.port.ts'
import type { ExpiredSeatsPort } from '../../src/application/ports/expired-seats.port.ts'
import type { RetentionPort } from '../../src/application/ports/retention.port.ts'
import type { SeatHistoryPort } from '../../src/application/ports/seat-history.port.ts'
import type { SeatsSincePort } from '../../src/application/ports/seats-since.port.ts'
import type { WebhookRepositoryPort } from '../../src/application/ports/webhook-repository.port.ts'
import { cancelSeats, changeReference } from '../../src/domain/booking.ts'
import { changeEvent } from '../../src/domain/event.ts'
import { eventIdOfKey } from '../../src/domain/event-deletion.ts'
import { newSeat } from '../../src/domain/seat.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import {
  availableSeat,
  bookedSeat,
  heldSeat,
  newBooking,
  newHold,
  seatChange,
} from '../builders/seat-change.ts'
import { newDelivery, newWebhook } from '../builders/webhook.ts'
import type { StoreUnderTest } from './seat-repository.contract.ts'

export interface DeletionsUnderTest {
  /** Without any event. */
  readonly events: EventRepositoryPort & DeletedEventsPort
  readonly repository: StoreUnderTest['repository'] &
    SeatsSincePort &
    BookedSeatsPort &
    ClientSeatsPort &
    ExpiredSeatsPort &
    SeatHistoryPort &
    RetentionPort
  readonly webhooks: WebhookRepositoryPort
  /** The number of rows of each table with a column for the event; none for a store without tables. */
  readonly countRows: () => Promise<Readonly<Record<string, number>>>
}

const SEATS = Array.from({ length: 25 }, (_, i) => `A-${i}`)
const ROWS = 4
const RACES = 30
const NOW = new Date('2026-06-01T10:00:01.000Z')
const LATER = new Date('2027-06-01T10:00:00.000Z')
const CAUSE = { actor: 'admin', requestId: 'r-1', at: NOW }
const RECORD = { key: 'k-1', fingerprint: '{}', result: '{}' }

/** What every `EventRepositoryPort` promises of deletions, and every `DeletedEventsPort`. */
export function eventDeletionContract(name: string, open: () => Promise<DeletionsUnderTest>): void {
  describe(`${name}, deleting events`, () => {
    let subject: DeletionsUnderTest
    let events: DeletionsUnderTest['events']
    let repository: DeletionsUnderTest['repository']
    let webhooks: WebhookRepositoryPort
    beforeEach(async () => {
      subject = await open()
      ;({ events, repository, webhooks } = subject)
    })

    const gala = eventWithSeats('gala', SEATS)
    const booking = newBooking({ seatIds: ['A-2'] })
    const hold = newHold({ seatIds: ['A-1'] })
    const claims = (webhookId = 'w-1', claimId = 'c-1') =>
      webhooks.claimEvents({ webhookId, claimId, now: NOW, claimedUntil: LATER, countMax: 10 })

    const read = async (eventId = 'gala'): Promise<EventAsRead> => {
      const [event] = await events.findSummaries([eventId])
      const seats = await repository.seatsSince(eventId)
      if (!event || !seats) throw new Error(`There is no event ${eventId}`)
      return { event, seats: { revision: seats.revision, tag: seats.tag } }
    }
    const deleteEvent = async (eventId = 'gala') => events.deleteEvent(await read(eventId))
    const purge = async (countMax = ROWS) => {
      const counts: number[] = []
      for (let count = 1; count > 0;) {
        count = await events.deleteRows({ countMax, keysKeptSince: LATER })
        counts.push(count)
      }
      return counts
    }

    /** @returns the most rows of a table that one step deletes; 0 for a store without tables */
    const purgeAndCompare = async () => {
      let [before, largest] = [await subject.countRows(), 0]
      while ((await events.deleteRows({ countMax: ROWS, keysKeptSince: LATER })) > 0) {
        const after = await subject.countRows()
        const counts = Object.entries(before).map(([table, count]) => count - (after[table] ?? 0))
        largest = Math.max(largest, ...counts)
        before = after
      }
      expect(Object.values(before).filter((count) => count > 0)).toEqual([])
      return largest
    }

    /** Adds an event with everything that can belong to one. */
    const addGala = async () => {
      await webhooks.addWebhook(newWebhook(), 10)
      await events.addEvent(gala)
      const held = seatChange([heldSeat('A-1', 1)], { hold: { to: hold } })
      await repository.save({ ...held, idempotencyRecord: RECORD })
      await repository.save(seatChange([bookedSeat('A-2', 1)], { booking: { to: booking } }))
      for (const seatId of SEATS.slice(10, 20)) {
        await repository.save(seatChange([bookedSeat(seatId, 1, `b-${seatId}`)]))
      }
      await claims()
      await webhooks.addDelivery(newDelivery())
    }

    describe('an event that is as it was read', () => {
      let before: Readonly<Record<string, number>>
      beforeEach(async () => {
        await addGala()
        before = await subject.countRows()
        expect(await deleteEvent()).toBe('deleted')
      })

      test('is not found any more, and nothing that belongs to it', async () => {
        expect(await events.findEvent('gala')).toBeUndefined()
        expect(await events.findSummaries(['gala'])).toEqual([])
        expect(await events.listEvents({ limit: 10 })).toEqual([])
        expect(await repository.find('gala', SEATS)).toEqual([])
        expect(await repository.seatsSince('gala')).toBeUndefined()
        expect(await repository.history({ eventId: 'gala', limit: 10 })).toEqual([])
        expect(await repository.history({ eventId: 'gala', seatId: 'A-1', limit: 10 })).toEqual([])
        expect(await repository.bookedSeats('gala')).toBeUndefined()
        expect(await repository.findBooking(booking.id)).toBeUndefined()
        expect(await repository.findBookings({ code: booking.code, limit: 10 })).toEqual([])
        expect(await repository.findHold(hold.id)).toBeUndefined()
        expect(await repository.findHoldByToken('gala', hold.tokenDigest)).toBeUndefined()
        const byCode = { eventId: 'gala', code: hold.code, countMax: 10 }
        expect(await repository.findHoldsByCode(byCode)).toEqual([])
        expect(await repository.activeHolds({ eventId: 'gala', at: NOW, countMax: 10 })).toEqual([])
        expect(await repository.countHolds('client', NOW)).toBe(0)
        expect(await repository.findIdempotencyRecord('gala', RECORD.key)).toBeUndefined()
        expect(await repository.expiredSeats({ before: LATER, countMax: 10 })).toEqual([])
      })

      test('cannot be changed or deleted any more', async () => {
        const cancelled = cancelSeats(booking, booking.seatIds, NOW)
        const renamed = changeReference(booking, 'other')
        const changes = [
          seatChange([bookedSeat('A-3', 1, 'b-3')]),
          seatChange([heldSeat('A-3', 1, 'h-3')]),
          seatChange([availableSeat('A-2', 2)], {
            from: [bookedSeat('A-2', 1)],
            booking: { from: booking, to: cancelled },
          }),
          seatChange([], {
            action: 'reference-changed',
            booking: { from: booking, to: renamed },
            idempotencyRecord: { ...RECORD, key: 'k-2' },
          }),
          seatChange([], {
            action: 'released',
            hold: { from: hold, to: { ...hold, version: 2, end: { kind: 'released' } } },
          }),
        ]
        for (const change of changes) expect(await repository.save(change)).toBe('conflict')

        const states = [{ seats: [bookedSeat('A-2', 1)] }, { hold }, { booking }]
        for (const state of states) {
          const acknowledged = repository.acknowledge({ eventId: 'gala', ...state })
          expect(await acknowledged).toBe('conflict')
        }
        const [from, to] = [gala, changeEvent(gala, { name: 'Other' })]
        expect(await events.saveEvent({ from, to, cause: CAUSE })).toBe('conflict')
        const seats = { revision: 0, tag: '' }
        expect(await events.deleteEvent({ event: gala, seats })).toBe('conflict')
      })

      test('is not delivered to webhooks any more', async () => {
        await webhooks.addWebhook(newWebhook({ id: 'w-2' }), 10)

        expect(await claims('w-1', 'c-2')).toEqual([])
        expect(await claims('w-2', 'c-3')).toEqual([])
        expect(await webhooks.oldestPendingChange()).toBeUndefined()
        await webhooks.addDelivery(newDelivery({ id: 'd-2' }))
        expect(await webhooks.findDelivery('w-1', 'd-2')).toBeUndefined()
      })

      test('keeps its id until all rows are deleted, of every table and in bounded pieces', async () => {
        expect(await events.addEvent(gala)).toBe('deleted')
        expect(await events.addEvent({ ...gala, name: 'Other' })).toBe('deleted')
        // Otherwise `addGala` misses a table.
        expect(Object.entries(before).filter(([, count]) => count === 0)).toEqual([])

        const counts = await purge()

        expect(Math.max(...counts)).toBeLessThanOrEqual(ROWS)
        const after = await subject.countRows()
        expect(after).toEqual(Object.fromEntries(Object.keys(before).map((table) => [table, 0])))
        expect(await events.addEvent(gala)).toBe('added')
      })

      test('has its rows deleted once, by all instances together', async () => {
        await events.deleteRows({ countMax: ROWS, keysKeptSince: LATER })
        const counts = await Promise.all([purge(), purge(), purge()])
        await purge()

        expect(Math.max(...counts.flat())).toBeLessThanOrEqual(ROWS)
        expect(Object.values(await subject.countRows()).filter((count) => count > 0)).toEqual([])
        expect(await purge()).toEqual([0])
      })

      test('leaves nothing to another event with the same id', async () => {
        await purge()
        await events.addEvent({ ...gala, createdAt: LATER })

        expect(await repository.find('gala', SEATS)).toEqual(SEATS.map(newSeat))
        expect(await repository.seatsSince('gala')).toMatchObject({ revision: 0, seats: [] })
        expect(await repository.findBookings({ eventId: 'gala', limit: 10 })).toEqual([])
        expect(await webhooks.listDeliveries({ webhookId: 'w-1', limit: 10 })).toEqual([])
        const booked = seatChange([bookedSeat('A-2', 1)], { idempotencyRecord: RECORD })
        expect(await repository.save(booked)).toBe('saved')
        expect(await claims('w-1', 'c-2')).toMatchObject([{ revision: 0, latest: 1 }])
      })
    })

    test('an event with an id of an idempotency key keeps its rows as long as that key is kept', async () => {
      const id = eventIdOfKey('k'.repeat(43))
      const others = [`${id}1`, id.slice(1), 'e-42', 'gala']
      for (const eventId of [id, ...others]) {
        await events.addEvent(eventWithSeats(eventId, SEATS))
        await deleteEvent(eventId)
      }
      const { createdAt } = gala
      const purgeKeptSince = async (keysKeptSince: Date) => {
        while ((await events.deleteRows({ countMax: 100, keysKeptSince })) > 0);
      }

      await purgeKeptSince(createdAt)
      expect(await events.addEvent(eventWithSeats(id, SEATS))).toBe('deleted')
      for (const eventId of others) {
        expect(await events.addEvent(eventWithSeats(eventId, SEATS))).toBe('added')
      }

      await purgeKeptSince(new Date(createdAt.getTime() + 1))
      expect(await events.addEvent(eventWithSeats(id, SEATS))).toBe('added')
    })

    test('is deleted in bounded pieces, whatever the order in which its seats were held', async () => {
      await events.addEvent(gala)
      for (const seatId of SEATS.toReversed()) {
        await repository.save(seatChange([heldSeat(seatId, 1, `h-${seatId}`)]))
      }
      await deleteEvent()

      expect(await purgeAndCompare()).toBeLessThanOrEqual(ROWS)
    })

    test('holds whose history is deleted already are deleted as well, in bounded pieces', async () => {
      const held = SEATS.slice(10, 20)
      await events.addEvent(gala)
      for (const seatId of held) {
        await repository.save(seatChange([heldSeat(seatId, 1, `h-${seatId}`)]))
      }
      // The latest change is kept.
      await repository.save(seatChange([bookedSeat('A-2', 1)]))
      await repository.deleteHistory({ before: LATER, countMax: 100 })
      expect(await repository.history({ eventId: 'gala', limit: 10 })).toHaveLength(1)
      expect(await repository.countHolds('client', NOW)).toBe(held.length)
      await deleteEvent()

      expect(await purgeAndCompare()).toBeLessThanOrEqual(ROWS)
      await events.addEvent(gala)

      const { id, tokenDigest } = newHold({ id: 'h-A-12' })
      expect(await repository.findHold(id)).toBeUndefined()
      expect(await repository.findHoldByToken('gala', tokenDigest)).toBeUndefined()
      expect(await repository.countHolds('client', NOW)).toBe(0)
    })

    test('a delivery in progress ends without an effect', async () => {
      await addGala()
      const [claim] = await claims('w-1', 'c-2')
      const claimed = claim ?? { webhookId: 'w-1', eventId: 'gala', claimId: 'c-1' }
      await deleteEvent()
      await purge()

      const progress = { revision: 1, attempts: 0, delivery: newDelivery({ id: 'd-2' }) }
      expect(await webhooks.saveProgress(claimed, progress)).toBeUndefined()
      expect(await webhooks.findDelivery('w-1', 'd-2')).toBeUndefined()
    })

    test('another event keeps everything', async () => {
      await addGala()
      await events.addEvent(eventWithSeats('premiere', ['A-1', 'A-2']))
      const booked = newBooking({ id: 'b-2', eventId: 'premiere' })
      const change = seatChange([bookedSeat('A-1', 1, 'b-2')], { eventId: 'premiere' })
      await repository.save({ ...change, booking: { to: booked } })
      const before = await repository.seatsSince('premiere')
      const delivery = newDelivery({ id: 'd-2', eventId: 'premiere' })
      await webhooks.addDelivery(delivery)

      await deleteEvent()
      await purge()

      expect(await repository.seatsSince('premiere')).toEqual(before)
      expect(await repository.findBooking('b-2')).toEqual(booked)
      const log = { webhookId: delivery.webhookId, limit: 10 }
      expect(await webhooks.listDeliveries(log)).toEqual([delivery])
      const sameCode = newBooking({ ...booked, id: 'b-4', seatIds: ['A-2'] })
      const conflicting = seatChange([bookedSeat('A-2', 1, 'b-4')], { eventId: 'premiere' })
      expect(await repository.save({ ...conflicting, booking: { to: sameCode } })).toBe('conflict')
      const again = seatChange([bookedSeat('A-2', 1, 'b-3')], { eventId: 'premiere' })
      expect(await repository.save(again)).toBe('saved')
      expect((await events.listEvents({ limit: 10 })).map(({ id }) => id)).toEqual(['premiere'])
    })

    test.each<[string, (as: EventAsRead) => EventAsRead]>([
      ['another name', (as) => ({ ...as, event: { ...as.event, name: 'Other' } })],
      ['another status', (as) => ({ ...as, event: { ...as.event, status: 'cancelled' } })],
      ['another version', (as) => ({ ...as, event: { ...as.event, version: 2 } })],
      ['another id', (as) => ({ ...as, event: { ...as.event, id: 'premiere' } })],
      ['an earlier revision', (as) => ({ ...as, seats: { ...as.seats, revision: 0 } })],
      ['a later revision', (as) => ({ ...as, seats: { ...as.seats, revision: 99 } })],
      ['another tag', (as) => ({ ...as, seats: { ...as.seats, tag: 'other' } })],
    ])('an event that was read with %s is not deleted', async (_which, differently) => {
      await addGala()
      const as = await read()

      expect(await events.deleteEvent(differently(as))).toBe('conflict')
      expect(await read()).toEqual(as)
      expect(await events.deleteRows({ countMax: ROWS, keysKeptSince: LATER })).toBe(0)
      expect(await repository.save(seatChange([bookedSeat('A-3', 1, 'b-3')]))).toBe('saved')
    })

    test('is either before a booking or after it, never both', async () => {
      const race = async (round: number) => {
        const eventId = `race-${round}`
        await events.addEvent(eventWithSeats(eventId, SEATS))
        // Half of the events have a revision.
        if (round % 2 === 0) {
          await repository.save(seatChange([bookedSeat('A-0', 1, `${eventId}-0`)], { eventId }))
        }
        const as = await read(eventId)
        const book = (seatId: string) =>
          repository.save(seatChange([bookedSeat(seatId, 1, `${eventId} ${seatId}`)], { eventId }))
        const [before, deleted, after] = await Promise.all([
          round % 3 === 0 ? book('A-1') : undefined,
          events.deleteEvent(as),
          round % 3 === 0 ? undefined : book('A-2'),
        ])
        const saved = before ?? after
        const found = await repository.find(eventId, ['A-1', 'A-2'])
        return { deleted, saved, isFound: found.some(({ status }) => status === 'booked') }
      }
      const outcomes = await Promise.all(Array.from({ length: RACES }, (_, round) => race(round)))

      const won = { deleted: 'conflict', saved: 'saved', isFound: true }
      const lost = { deleted: 'deleted', saved: 'conflict', isFound: false }
      for (const outcome of outcomes) expect([won, lost]).toContainEqual(outcome)
    })
  })
}
