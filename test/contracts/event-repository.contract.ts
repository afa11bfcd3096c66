import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { EventRepositoryPort } from '../../src/application/ports/event-repository.port.ts'
import type { SeatRepositoryPort } from '../../src/application/ports/seat-repository.port.ts'
import type { SeatsSincePort } from '../../src/application/ports/seats-since.port.ts'
import { DEFAULT_EVENT_ID, defaultEvent } from '../../src/domain/default-event.ts'
import {
  changeEvent,
  type Event,
  EVENT_STATUSES,
  type EventDetails,
  type EventSummary,
  summaryOf,
} from '../../src/domain/event.ts'
import { PRICE_MAX } from '../../src/domain/prices.ts'
import { newSeat } from '../../src/domain/seat.ts'
import { seatIdsOf } from '../../src/domain/seating-plan.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import { bookedSeat, seatChange } from '../builders/seat-change.ts'

export interface EventStoreUnderTest {
  /** Without any event. */
  readonly events: EventRepositoryPort
  readonly repository: SeatRepositoryPort & SeatsSincePort
  readonly close?: () => Promise<void>
}

const ADDERS = 12
const DETAILS = {
  name: 'Gala',
  startsAt: new Date('2026-06-01T19:30:00.123Z'),
  timeZone: 'Europe/Berlin',
  saleOpensAt: new Date('2026-05-01T08:00:00.001Z'),
  saleClosesAt: new Date('2026-06-01T19:00:00.999Z'),
  status: 'closed',
  prices: { currency: 'EUR', byCategory: { 'Ä 座 "\\': PRICE_MAX, constructor: 1, Seat: 0 } },
  accessibleReleaseAt: new Date('2026-05-25T08:00:00.123Z'),
} as const satisfies EventDetails

const CREATED_AT = new Date('2026-05-01T09:00:00.001Z')
const LATER = new Date('2026-05-02T09:00:00.000Z')
const CAUSE = { actor: 'admin', requestId: 'r-1', at: LATER }

/** More than one SQL statement adds. */
const MANY = Array.from({ length: 2_500 }, (_, i) => `M-${i}`)

/** What every `EventRepositoryPort` promises. */
export function eventRepositoryContract(
  name: string,
  open: () => Promise<EventStoreUnderTest>,
): void {
  describe(`${name}, as an event repository`, () => {
    let subject: EventStoreUnderTest
    let events: EventRepositoryPort
    let repository: EventStoreUnderTest['repository']
    beforeEach(async () => {
      subject = await open()
      ;({ events, repository } = subject)
    })
    afterEach(async () => {
      await subject.close?.()
    })

    const listed = async (page: Parameters<EventRepositoryPort['listEvents']>[0]) =>
      (await events.listEvents(page)).map(({ id }) => id)
    const save = (from: EventSummary, to: EventSummary) =>
      events.saveEvent({ from, to, cause: CAUSE })

    describe('adding events', () => {
      test.each<[string, Partial<Event>]>([
        ['with all fields', DETAILS],
        ['without optional fields', {}],
        ['with unusual characters', { name: `Ä 座 {*} "',\\ %00` }],
      ])('finds an event %s, and its seats', async (_which, over) => {
        const event = eventWithSeats('gala', ['A-1', '座', ...MANY], over)

        expect(await events.addEvent(event)).toBe('added')
        expect(await events.findEvent('gala')).toEqual(event)
        expect(await events.listEvents({ limit: 10 })).toEqual([summaryOf(event)])
        const seatIds = seatIdsOf(event.plan)
        expect(await repository.find('gala', seatIds)).toEqual(seatIds.map(newSeat))
        expect(await repository.seatsSince('gala')).toMatchObject({ revision: 0, seats: [] })
      })

      test('finds no event with an unknown id', async () => {
        expect(await events.findEvent('gala')).toBeUndefined()
        expect(await events.listEvents({ limit: 10 })).toEqual([])
      })

      test('refuses another event with the same id, and does not change the first', async () => {
        const event = eventWithSeats('gala', ['A-1'])
        await events.addEvent(event)
        await repository.save(seatChange([bookedSeat('A-1', 1)]))

        expect(await events.addEvent(eventWithSeats('gala', ['A-1', 'A-2']))).toBe('exists')
        expect(await events.addEvent(event)).toBe('exists')
        expect(await events.findEvent('gala')).toEqual(event)
        expect(await repository.find('gala', ['A-1', 'A-2'])).toEqual([bookedSeat('A-1', 1)])
      })

      test.each(['different', 'the same'])(
        `adds one of ${ADDERS} concurrent events with one id and %s content`,
        async (content) => {
          const rivals = Array.from({ length: ADDERS }, (_, i) =>
            eventWithSeats('gala', content === 'different' ? [`A-${i}`] : ['A-0'], {
              createdAt: new Date(CREATED_AT.getTime() + i),
            }),
          )
          const outcomes = await Promise.all(rivals.map((rival) => events.addEvent(rival)))

          const winners = rivals.filter((_, i) => outcomes[i] === 'added')
          expect(winners).toHaveLength(1)
          expect(await events.findEvent('gala')).toEqual(winners[0])
          const seatIds = [...new Set(rivals.flatMap(({ plan }) => seatIdsOf(plan)))]
          const found = await repository.find('gala', seatIds)
          expect(found.map(({ id }) => id)).toEqual(winners.flatMap(({ plan }) => seatIdsOf(plan)))
        },
      )

      test('does not find an event before it is complete', async () => {
        const event = eventWithSeats('gala', MANY)
        const adding = events.addEvent(event).then((added) => ({ added }))
        const seen: number[] = []
        let isAdded: unknown
        do {
          isAdded = await Promise.race([adding, Promise.resolve()])
          const isFound =
            (await events.findEvent('gala')) !== undefined ||
            (await listed({ limit: 1 })).length > 0 ||
            (await repository.seatsSince('gala')) !== undefined ||
            (await repository.find('gala', MANY.slice(0, 1))).length > 0
          const { length } = await repository.find('gala', MANY)
          if (isFound) seen.push(length)
        } while (isAdded === undefined)

        expect(await adding).toEqual({ added: 'added' })
        expect(new Set(seen)).toEqual(new Set([MANY.length]))
      })
    })

    describe('changing an event', () => {
      const event = eventWithSeats('gala', ['A-1'], { ...DETAILS, status: 'on-sale' })
      const from = summaryOf(event)
      beforeEach(async () => {
        await events.addEvent(event)
        await events.addEvent(eventWithSeats('other', ['A-1']))
      })
      const stored = async () => (await events.findSummaries(['gala']))[0]

      test.each<[string, Partial<EventDetails>]>([
        ['all details', { ...DETAILS, name: 'Ä 座', startsAt: LATER, timeZone: 'Asia/Tokyo' }],
        ['prices', { prices: { currency: 'JPY', byCategory: { B: 2, A: 1 } } }],
        ['no price', { prices: { currency: 'EUR', byCategory: {} } }],
        [
          'no optional detail',
          {
            startsAt: undefined,
            timeZone: undefined,
            saleOpensAt: undefined,
            saleClosesAt: undefined,
            prices: undefined,
            accessibleReleaseAt: undefined,
          },
        ],
        ...EVENT_STATUSES.map((status): [string, Partial<EventDetails>] => [status, { status }]),
      ])('saves %s', async (_which, changes) => {
        const to = changeEvent(from, changes)

        expect(await save(from, to)).toBe('saved')
        expect(await events.findEvent('gala')).toEqual({ ...to, plan: event.plan })
        expect(await stored()).toEqual(to)
        expect((await events.listEvents({ limit: 1 }))[0]).toEqual(to)
      })

      test.each<[string, Partial<EventSummary>]>([
        ['version', { version: 2 }],
        ['version of its plan', { planVersion: 2 }],
        ['name', { name: 'Other' }],
        ['start', { startsAt: new Date('2026-06-01T19:30:00.124Z') }],
        ['no start', { startsAt: undefined }],
        ['time zone', { timeZone: 'Europe/Paris' }],
        ['no time zone', { timeZone: undefined }],
        ['opening', { saleOpensAt: LATER }],
        ['no opening', { saleOpensAt: undefined }],
        ['closing', { saleClosesAt: LATER }],
        ['no closing', { saleClosesAt: undefined }],
        ['status', { status: 'archived' }],
        ['price', { prices: { currency: 'EUR', byCategory: { Seat: 1 } } }],
        ['currency', { prices: { currency: 'USD', byCategory: DETAILS.prices.byCategory } }],
        ['no prices', { prices: undefined }],
        ['release of the accessible seats', { accessibleReleaseAt: LATER }],
        ['no release of the accessible seats', { accessibleReleaseAt: undefined }],
        ['creation time', { createdAt: LATER }],
        ['number of seats', { seatCount: 2 }],
        ['id', { id: 'unknown' }],
      ])('saves nothing if what was read has another %s', async (_which, different) => {
        const read = { ...from, ...different }
        const outcome = save(read, changeEvent(read, { name: 'Changed' }))

        expect(await outcome).toBe('conflict')
        expect(await stored()).toEqual(from)
      })

      test('saves no event over prices that were written since', async () => {
        const unpriced = changeEvent(from, { prices: undefined })
        await save(from, unpriced)
        const priced = changeEvent(unpriced, { prices: DETAILS.prices })
        expect(await save(unpriced, priced)).toBe('saved')

        const other = changeEvent(unpriced, { name: 'Other' })
        expect(await save({ ...priced, prices: undefined }, other)).toBe('conflict')
        expect(await stored()).toEqual(priced)
      })

      test('saves an unchanged event', async () => {
        expect(await save(from, from)).toBe('saved')
        expect(await stored()).toEqual(from)
      })

      test(`saves one of ${ADDERS} concurrent changes`, async () => {
        const changes = Array.from({ length: ADDERS }, (_, i) =>
          changeEvent(from, { name: `Name ${i}` }),
        )
        const outcomes = await Promise.all(changes.map((to) => save(from, to)))

        const winners = changes.filter((_, i) => outcomes[i] === 'saved')
        expect(winners).toHaveLength(1)
        expect(await stored()).toEqual(winners[0])
      })

      test('finds the summaries of some events', async () => {
        const found = await events.findSummaries(['other', 'unknown', 'gala'])
        expect(new Set(found.map(({ id }) => id))).toEqual(new Set(['other', 'gala']))
        expect(await events.findSummaries([])).toEqual([])
      })
    })

    test('lists events by creation time and id, in pages', async () => {
      for (const [id, createdAt] of [
        ['e', LATER],
        ['b', CREATED_AT],
        ['a~', CREATED_AT],
        ['B', CREATED_AT],
        ['a.', CREATED_AT],
        ['d', new Date(LATER.getTime() - 1)],
      ] as const) {
        await events.addEvent(eventWithSeats(id, ['A-1'], { createdAt }))
      }
      const inOrder = ['B', 'a.', 'a~', 'b', 'd', 'e']

      expect(await listed({ limit: 10 })).toEqual(inOrder)
      for (const limit of [1, 2, 4]) {
        const all: string[] = []
        for (let after: Event | undefined; ;) {
          const page = await listed({ after, limit })
          all.push(...page)
          if (page.length < limit) break
          after = await events.findEvent(page.at(-1) ?? '')
        }
        expect(all).toEqual(inOrder)
      }
    })

    describe('listing some events', () => {
      const at = (time: string) => new Date(`2026-06-${time}Z`)
      const [FIRST, SECOND, THIRD] = [at('01T19:00:00.000'), at('02T19:00'), at('03T19:00')]
      beforeEach(async () => {
        for (const [id, startsAt, status] of [
          ['third', THIRD, 'on-sale'],
          ['late b', undefined, 'closed'],
          ['second', SECOND, 'cancelled'],
          ['first b', FIRST, 'closed'],
          ['late a', undefined, 'on-sale'],
          ['first a', FIRST, 'on-sale'],
        ] as const) {
          const event = eventWithSeats(id, ['A-1'], { startsAt })
          await events.addEvent(event)
          const to = changeEvent(event, { status })
          await events.saveEvent({ from: summaryOf(event), to, cause: CAUSE })
        }
      })

      test.each<[string, Parameters<typeof listed>[0], string[]]>([
        ['a status', { limit: 9, status: 'closed' }, ['first b', 'late b']],
        ['a status that none has', { limit: 9, status: 'archived' }, []],
        ['a start from a time', { limit: 9, startsFrom: SECOND }, ['second', 'third']],
        ['a start before a time', { limit: 9, startsBefore: SECOND }, ['first a', 'first b']],
        [
          'a start in a period',
          { limit: 9, startsFrom: FIRST, startsBefore: THIRD },
          ['first a', 'first b', 'second'],
        ],
        [
          'a start to the millisecond',
          { limit: 9, startsFrom: new Date(FIRST.getTime() + 1), startsBefore: SECOND },
          [],
        ],
        [
          'all conditions',
          { limit: 9, status: 'on-sale', startsFrom: FIRST, startsBefore: SECOND },
          ['first a'],
        ],
      ])('lists those with %s, in both orders', async (_which, page, expected) => {
        expect(await listed(page)).toEqual(expected)
        expect((await listed({ ...page, order: 'startsAt' })).sort()).toEqual(expected)
      })

      test('lists all in order of the start, then id, in pages; those without a start last', async () => {
        const inOrder = ['first a', 'first b', 'second', 'third', 'late a', 'late b']

        for (const limit of [1, 2, 4, 9]) {
          const all: string[] = []
          for (let after: Event | undefined; ;) {
            const page = await listed({ order: 'startsAt', after, limit })
            all.push(...page)
            if (page.length < limit) break
            after = await events.findEvent(page.at(-1) ?? '')
          }
          expect(all).toEqual(inOrder)
        }
      })

      test('continues a page of some events', async () => {
        const after = { startsAt: FIRST, id: 'first a' }
        const page = { order: 'startsAt', after, limit: 2 } as const

        expect(await listed({ ...page, startsFrom: FIRST })).toEqual(['first b', 'second'])
        expect(await listed({ ...page, status: 'on-sale' })).toEqual(['third', 'late a'])
      })
    })

    describe('the default event', () => {
      const grow = (seatCount: number, createdAt = CREATED_AT) =>
        events.growDefaultEvent({ seatCount, createdAt })
      const found = async (seatCount: number) => {
        const seatIds = Array.from({ length: seatCount + 1 }, (_, i) => `${i + 1}`)
        return (await repository.find(DEFAULT_EVENT_ID, seatIds)).length
      }

      test('is added with its seats', async () => {
        await grow(12)

        const expected = defaultEvent({ seatCount: 12, createdAt: CREATED_AT })
        expect(await events.findEvent(DEFAULT_EVENT_ID)).toEqual(expected)
        expect(await events.listEvents({ limit: 10 })).toEqual([summaryOf(expected)])
        expect(await repository.seatsSince(DEFAULT_EVENT_ID)).toMatchObject({
          revision: 0,
          seats: [],
        })
        expect(await found(12)).toBe(12)
      })

      test('grows and never shrinks, and the state of its seats is unchanged', async () => {
        await grow(12)
        const seats = [bookedSeat('3', 1)]
        await repository.save(seatChange(seats, { eventId: DEFAULT_EVENT_ID }))

        for (const [seatCount, expected] of [
          [12, 12],
          [25, 25],
          [5, 25],
        ] as const) {
          await grow(seatCount, LATER)
          expect(await events.findEvent(DEFAULT_EVENT_ID)).toEqual({
            ...defaultEvent({ seatCount: expected, createdAt: CREATED_AT }),
            version: expected > 12 ? 2 : 1,
            planVersion: expected > 12 ? 2 : 1,
          })
          expect(await found(expected)).toBe(expected)
          expect(await repository.find(DEFAULT_EVENT_ID, ['3'])).toEqual(seats)
        }
      })

      test('keeps its changed details when it grows', async () => {
        await grow(12)
        const [from = summaryOf(defaultEvent({ seatCount: 0, createdAt: LATER }))] =
          await events.findSummaries([DEFAULT_EVENT_ID])
        await save(from, changeEvent(from, DETAILS))
        await grow(25)

        const { plan } = defaultEvent({ seatCount: 25, createdAt: CREATED_AT })
        const grown = { ...from, ...DETAILS, version: 3, planVersion: 3, seatCount: 25, plan }
        expect(await events.findEvent(DEFAULT_EVENT_ID)).toEqual(grown)
      })

      test('has the largest requested number of seats after concurrent calls', async () => {
        await Promise.all([1_500, 20, 2_500, 2_500, 7].map((seatCount) => grow(seatCount)))

        expect(await events.findEvent(DEFAULT_EVENT_ID)).toMatchObject({ seatCount: 2_500 })
        expect(await found(2_500)).toBe(2_500)
      })
    })
  })
}
