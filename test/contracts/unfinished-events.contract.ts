import { beforeEach, describe, expect, test } from '@jest/globals'

import type { DeletedEventsPort } from '../../src/application/ports/deleted-events.port.ts'
import type { EventRepositoryPort } from '../../src/application/ports/event-repository.port.ts'
import type { SeatRepositoryPort } from '../../src/application/ports/seat-repository.port.ts'
import type { SeatsSincePort } from '../../src/application/ports/seats-since.port.ts'
import { StoreUnavailableError } from '../../src/application/ports/store-unavailable-error.ts'
import type { Event } from '../../src/domain/event.ts'
import { newSeat } from '../../src/domain/seat.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'

export interface BreakableEvents {
  /** Without any event. */
  readonly events: EventRepositoryPort & DeletedEventsPort
  readonly repository: SeatRepositoryPort & SeatsSincePort
  /** The same events, for a process that crashes after some steps: one begins an event, three add 2,500 seats. */
  readonly breaksOffAfter: (steps: number) => EventRepositoryPort
  /** The same events, for a process that pauses after some steps. */
  readonly pausesAfter: (steps: number, meanwhile: () => Promise<void>) => EventRepositoryPort
}

const CREATED_AT = new Date('2026-05-01T09:00:00.001Z')
const LATER = new Date('2026-05-02T09:00:00.000Z')
const SEATS = Array.from({ length: 2_500 }, (_, i) => `${i + 1}`)

/** What every `EventRepositoryPort` promises that needs several steps to add an event. */
export function unfinishedEventsContract(name: string, open: () => Promise<BreakableEvents>): void {
  describe(`${name}, with incomplete events`, () => {
    let subject: BreakableEvents
    let events: BreakableEvents['events']
    let repository: BreakableEvents['repository']
    beforeEach(async () => {
      subject = await open()
      ;({ events, repository } = subject)
    })

    describe('an event whose addition was interrupted', () => {
      const event = eventWithSeats('gala', SEATS, {
        startsAt: CREATED_AT,
        prices: { currency: 'EUR', byCategory: { Seat: 4_500 } },
      })
      const breakOff = async (steps: number, over: Partial<Event> = {}) => {
        const adding = subject.breaksOffAfter(steps).addEvent({ ...event, ...over })
        await expect(adding).rejects.toThrow(StoreUnavailableError)
      }

      test.each([1, 2, 3, 4])(
        'after %d steps is not found, and is completed by adding it again',
        async (steps) => {
          await breakOff(steps)
          expect(await events.findEvent('gala')).toBeUndefined()
          expect(await events.listEvents({ limit: 9 })).toEqual([])
          expect(await repository.seatsSince('gala')).toBeUndefined()
          expect(await repository.seatsSince('gala', { revision: 0, tag: '' })).toBeUndefined()
          expect(await repository.find('gala', SEATS)).toEqual([])

          const again = { ...event, createdAt: LATER }
          expect(await events.addEvent(again)).toBe('added')
          expect(await events.findEvent('gala')).toEqual(again)
          expect(await repository.find('gala', SEATS)).toEqual(SEATS.map(newSeat))
        },
      )

      test('without a start is completed by adding it again', async () => {
        const unscheduled = { startsAt: undefined }
        await breakOff(2, unscheduled)

        expect(await events.addEvent({ ...event, ...unscheduled })).toBe('added')
      })

      test.each<[string, Partial<Event>]>([
        ['another name', { name: 'Another' }],
        ['another start', { startsAt: LATER }],
        ['no start', { startsAt: undefined }],
        ['another status', { status: 'closed' }],
        ['another price', { prices: { currency: 'EUR', byCategory: { Seat: 4_501 } } }],
        ['no prices', { prices: undefined }],
        ['a release of the accessible seats', { accessibleReleaseAt: LATER }],
        ['another plan', { plan: { ...event.plan, name: 'Another' } }],
      ])('is not completed by an event with %s', async (_what, over) => {
        await breakOff(2)

        expect(await events.addEvent({ ...event, ...over })).toBe('exists')
        expect(await events.findEvent('gala')).toBeUndefined()
        expect(await events.addEvent(event)).toBe('added')
        expect(await events.findEvent('gala')).toEqual(event)
      })

      /** Deletes the unfinished events that were begun before this time, and their rows. */
      const purge = async (begunBefore: Date) => {
        await events.deleteUnfinished({ begunBefore })
        const query = { countMax: 1_000, keysKeptSince: begunBefore }
        while ((await events.deleteRows(query)) > 0);
      }

      test.each([1, 2, 4])(
        'after %d steps is deleted with all of its seats, and its id can be used again',
        async (steps) => {
          await breakOff(steps)
          await events.deleteUnfinished({ begunBefore: LATER })
          expect(await events.addEvent(event)).toBe('deleted')

          await purge(LATER)
          const other = eventWithSeats('gala', ['A-1'])
          expect(await events.addEvent(other)).toBe('added')
          expect(await repository.find('gala', ['A-1', '1', '2500'])).toEqual([newSeat('A-1')])
        },
      )

      test('is not deleted if it was begun at that time or later', async () => {
        await breakOff(2)
        await events.deleteUnfinished({ begunBefore: CREATED_AT })

        expect(await events.addEvent(event)).toBe('added')
      })

      test('counts as begun when it was continued', async () => {
        await breakOff(2)
        await breakOff(2, { createdAt: LATER })
        await events.deleteUnfinished({ begunBefore: LATER })

        expect(await events.addEvent(event)).toBe('added')
        expect(await events.findEvent('gala')).toEqual(event)
      })

      test.each([1, 2, 3, 4])(
        'and is continued after it was deleted is not added: %d steps before that',
        async (steps) => {
          const marking = subject.pausesAfter(steps, () =>
            events.deleteUnfinished({ begunBefore: LATER }),
          )
          expect(await marking.addEvent(event)).toBe('deleted')
          await purge(LATER)
          const purging = subject.pausesAfter(steps, () => purge(LATER))
          expect(await purging.addEvent(event)).toBe('exists')

          expect(await events.findEvent('gala')).toBeUndefined()
          expect(await events.addEvent(eventWithSeats('gala', ['A-1']))).toBe('added')
          expect(await repository.find('gala', ['A-1', '1', '2500'])).toEqual([newSeat('A-1')])
        },
      )
    })

    test('complete events are not deleted, nor the default event', async () => {
      const gala = eventWithSeats('gala', ['A-1'])
      await events.addEvent(gala)
      const growth = { seatCount: SEATS.length, createdAt: CREATED_AT }
      const growing = subject.breaksOffAfter(3).growDefaultEvent(growth)
      await expect(growing).rejects.toThrow(StoreUnavailableError)

      await events.deleteUnfinished({ begunBefore: LATER })
      expect(await events.deleteRows({ countMax: 10, keysKeptSince: LATER })).toBe(0)
      expect(await events.findEvent('gala')).toEqual(gala)
      await events.growDefaultEvent(growth)
      expect(await repository.find('default', SEATS)).toEqual(SEATS.map(newSeat))
    })

    test.each([1, 2, 3, 4])(
      'a default event whose growth was interrupted after %d steps has no seat beyond its seat count',
      async (steps) => {
        await events.growDefaultEvent({ seatCount: 1, createdAt: CREATED_AT })
        const growing = subject.breaksOffAfter(steps).growDefaultEvent({
          seatCount: SEATS.length,
          createdAt: CREATED_AT,
        })
        await expect(growing).rejects.toThrow(StoreUnavailableError)
        expect(await events.findEvent('default')).toMatchObject({ seatCount: 1 })

        await events.growDefaultEvent({ seatCount: SEATS.length, createdAt: CREATED_AT })
        expect(await events.findEvent('default')).toMatchObject({ seatCount: SEATS.length })
        expect(await repository.find('default', SEATS)).toEqual(SEATS.map(newSeat))
      },
    )
  })
}
