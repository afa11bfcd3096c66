import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { EventRepositoryPort } from '../../src/application/ports/event-repository.port.ts'
import type { ExpiredSeatsPort } from '../../src/application/ports/expired-seats.port.ts'
import type { SeatHistoryPort } from '../../src/application/ports/seat-history.port.ts'
import type { SeatRepositoryPort } from '../../src/application/ports/seat-repository.port.ts'
import type { SeatsSincePort } from '../../src/application/ports/seats-since.port.ts'
import { type Event, eventRecordOf, type EventSummary, summaryOf } from '../../src/domain/event.ts'
import {
  comparePlans,
  type PlanReplacement,
  REPLACED_SEATS_MAX,
  withPlan,
} from '../../src/domain/plan-replacement.ts'
import { newSeat, type Seat } from '../../src/domain/seat.ts'
import { seatIdsOf } from '../../src/domain/seating-plan.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import {
  availableSeat,
  blockedSeat,
  bookedSeat,
  heldSeat,
  seatChange,
} from '../builders/seat-change.ts'

export interface PlanStoreUnderTest {
  /** Without any event. */
  readonly events: EventRepositoryPort
  readonly repository: SeatRepositoryPort & SeatsSincePort & SeatHistoryPort & ExpiredSeatsPort
  readonly close?: () => Promise<void>
}

const RIVALS = 12
const many = (count: number, name = 'M') => Array.from({ length: count }, (_, i) => `${name}-${i}`)
const MANY = many(2_500)
const GALA = eventWithSeats('gala', ['A-1', 'A-2', 'A-3'])
const CAUSE = { actor: 'admin', requestId: 'r-1', at: new Date('2026-06-01T10:00:00.123Z') }

/** A replacement by a plan with these seats. By default, the removed seats were read as untouched. */
function replacement(
  from: Event,
  seatIds: readonly string[],
  over: Partial<Omit<PlanReplacement, 'from'> & { from: EventSummary }> = {},
): PlanReplacement {
  const to = withPlan(from, eventWithSeats(from.id, seatIds).plan)
  const { added, removed } = comparePlans(from.plan, to.plan)
  const read = { from: summaryOf(from), to, added, removed: removed.map(newSeat) }
  return { ...read, cause: CAUSE, ...over }
}

/** What every `EventRepositoryPort` promises about the replacement of a plan. */
export function planReplacementContract(
  name: string,
  open: () => Promise<PlanStoreUnderTest>,
): void {
  describe(`${name}, when a plan is replaced`, () => {
    let subject: PlanStoreUnderTest
    let events: EventRepositoryPort
    let repository: PlanStoreUnderTest['repository']
    beforeEach(async () => {
      subject = await open()
      ;({ events, repository } = subject)
      await events.addEvent(GALA)
    })
    afterEach(async () => {
      await subject.close?.()
    })

    const found = (seatIds: readonly string[], eventId = 'gala') =>
      repository.find(eventId, seatIds)

    test('saves the plan, and adds and removes seats', async () => {
      await repository.save(seatChange([bookedSeat('A-1', 1)]))
      const change = replacement(GALA, ['A-1', 'A-3', 'B-1', ...MANY])

      expect(await events.replacePlan(change)).toBe('saved')
      expect(await events.findEvent('gala')).toEqual(change.to)
      expect(await events.findSummaries(['gala'])).toEqual([summaryOf(change.to)])
      expect(await found(['A-1', 'A-2', 'A-3', 'B-1'])).toEqual([
        bookedSeat('A-1', 1),
        newSeat('A-3'),
        newSeat('B-1'),
      ])
      expect(await found(MANY)).toHaveLength(MANY.length)
    })

    test('raises the revision, and is recorded in the history', async () => {
      await repository.save(seatChange([bookedSeat('A-1', 1)]))
      const before = await repository.seatsSince('gala')
      const change = replacement(GALA, ['A-1', 'A-3', 'B-1'])
      await events.replacePlan(change)

      const update = { changed: ['plan'], event: eventRecordOf(change.to) }
      const from = { revision: 2, ordinal: 0 }
      const history = await repository.history({ eventId: 'gala', from, limit: 10 })
      const entry = { revision: 2, ordinal: 0, action: 'event-updated', update, ...CAUSE }
      // Values of JSON have no fields without a value.
      expect(history).toMatchObject([JSON.parse(JSON.stringify({ ...entry, at: undefined }))])
      expect(history[0]?.at).toEqual(CAUSE.at)
      expect(await repository.seatsSince('gala', before)).toMatchObject({ revision: 2, seats: [] })
    })

    test('adds and removes as many seats as a replacement may', async () => {
      const [former, next] = [many(REPLACED_SEATS_MAX / 2), many(REPLACED_SEATS_MAX / 2, 'N')]
      const hall = eventWithSeats('hall', ['A-1', ...former])
      await events.addEvent(hall)

      expect(await events.replacePlan(replacement(hall, ['A-1', ...next]))).toBe('saved')
      const seats = ['A-1', ...next].map(newSeat)
      expect(await found(['A-1', ...former, ...next], 'hall')).toEqual(seats)
    })

    test('does not change other events', async () => {
      const other = eventWithSeats('other', ['A-1', 'A-2'])
      await events.addEvent(other)
      await events.replacePlan(replacement(GALA, ['A-1', 'B-1']))

      expect(await events.findEvent('other')).toEqual(other)
      expect(await found(['A-1', 'A-2', 'B-1'], 'other')).toHaveLength(2)
    })

    describe('changes nothing', () => {
      const isUnchanged = async (seats: readonly Seat[]) => {
        expect(await events.findEvent('gala')).toEqual(GALA)
        const history = await repository.history({ eventId: 'gala', limit: 10 })
        expect(history.filter(({ action }) => action === 'event-updated')).toEqual([])
        expect(await found(['A-1', 'A-2', 'A-3', 'B-1'])).toEqual([
          newSeat('A-1'),
          ...seats,
          newSeat('A-3'),
        ])
      }

      test.each<[string, Seat, readonly Seat[]]>([
        ['held', heldSeat('A-2', 1), []],
        ['booked', bookedSeat('A-2', 1), []],
        ['blocked', blockedSeat('A-2', 1), []],
        ['released', availableSeat('A-2', 2), [heldSeat('A-2', 1)]],
      ])('if a removed seat was %s after it was read', async (_what, seat, before) => {
        for (const each of [...before, seat]) {
          await repository.save(seatChange([each], { from: before.filter((b) => b !== each) }))
        }

        expect(await events.replacePlan(replacement(GALA, ['A-1', 'A-3', 'B-1']))).toBe('conflict')
        await isUnchanged([seat])
      })

      test.each<[string, Seat]>([
        ['another deadline', heldSeat('A-2', 1, 'h-1', new Date('2026-06-01T10:09:00.000Z'))],
        ['another hold', heldSeat('A-2', 1, 'h-2')],
      ])('if the hold of a removed seat was read with %s', async (_what, read) => {
        const seat = heldSeat('A-2', 1)
        await repository.save(seatChange([seat]))
        const change = replacement(GALA, ['A-1', 'A-3', 'B-1'], { removed: [read] })

        expect(await events.replacePlan(change)).toBe('conflict')
        await isUnchanged([seat])
      })

      test.each<[string, Partial<EventSummary>]>([
        ['version', { version: 2 }],
        ['version of its plan', { planVersion: 2 }],
        ['name', { name: 'Other' }],
        ['number of seats', { seatCount: 2 }],
        ['creation time', { createdAt: new Date(0) }],
        ['status', { status: 'closed' }],
        ['id', { id: 'unknown' }],
      ])('if the event was read with another %s', async (_what, different) => {
        const from = { ...summaryOf(GALA), ...different }
        const change = replacement(GALA, ['A-1', 'A-3', 'B-1'], { from })

        expect(await events.replacePlan(change)).toBe('conflict')
        await isUnchanged([newSeat('A-2')])
      })
    })

    describe('a removed seat', () => {
      const without = async (removed: Seat): Promise<Event> => {
        const change = replacement(GALA, ['A-1', 'A-3'], { removed: [removed] })
        expect(await events.replacePlan(change)).toBe('saved')
        return change.to
      }
      /** Changes seat A-2 until it is available again, at version 2. */
      const bookAndCancel = async () => {
        await repository.save(seatChange([bookedSeat('A-2', 1)]))
        const cancelled = [availableSeat('A-2', 2)]
        await repository.save(seatChange(cancelled, { from: [bookedSeat('A-2', 1)] }))
      }

      test('cannot be changed or acknowledged', async () => {
        await without(newSeat('A-2'))
        for (const seat of [newSeat('A-2'), availableSeat('A-2', 1)]) {
          const booked = bookedSeat('A-2', seat.version + 1)
          expect(await repository.save(seatChange([booked]))).toBe('conflict')
          const state = { eventId: 'gala', seats: [seat] }
          expect(await repository.acknowledge(state)).toBe('conflict')
        }
      })

      test('continues its versions when it is added again', async () => {
        await bookAndCancel()
        const event = await without(availableSeat('A-2', 2))
        expect(await events.replacePlan(replacement(event, ['A-1', 'A-2', 'A-3']))).toBe('saved')

        expect(await found(['A-2'])).toEqual([availableSeat('A-2', 3)])
        const booked = bookedSeat('A-2', 4, 'b-2')
        expect(await repository.save(seatChange([booked]))).toBe('saved')
        expect(await found(['A-2'])).toEqual([booked])
      })

      test('is available to a reader that knew it as booked', async () => {
        await repository.save(seatChange([bookedSeat('A-2', 1)]))
        const since = await repository.seatsSince('gala')
        const cancelled = [availableSeat('A-2', 2)]
        await repository.save(seatChange(cancelled, { from: [bookedSeat('A-2', 1)] }))
        await without(availableSeat('A-2', 2))

        const update = await repository.seatsSince('gala', since)
        expect(update?.seats).toEqual([availableSeat('A-2', 3)])
      })

      test('has no hold, even if its hold has expired without a record', async () => {
        const held = heldSeat('A-2', 1)
        await repository.save(seatChange([held]))
        await without(held)

        const before = new Date('2030-01-01T00:00:00.000Z')
        expect(await repository.expiredSeats({ before, countMax: 10 })).toEqual([])
      })
    })

    describe('races', () => {
      const rounds = Array.from({ length: RIVALS }, (_, i) =>
        eventWithSeats(`race-${i}`, ['A-1', 'A-2', 'A-3']),
      )

      test.each(['the replacement', 'the booking'])(
        'a removed seat is not booked, and a booked seat is not removed, if %s begins',
        async (first) => {
          for (const event of rounds) await events.addEvent(event)
          const outcomes = await Promise.all(
            rounds.map(async (event) => {
              const replace = () => events.replacePlan(replacement(event, ['A-1', 'B-1']))
              const booked = seatChange([bookedSeat('A-2', 1, `b-${event.id}`)], {
                eventId: event.id,
              })
              const book = () => repository.save(booked)
              const both =
                first === 'the booking' ? [book(), replace()] : [replace(), book()].reverse()
              const [bookOutcome, replaceOutcome] = await Promise.all(both)
              return { event, bookOutcome, replaceOutcome }
            }),
          )

          for (const { event, bookOutcome, replaceOutcome } of outcomes) {
            const isReplaced = replaceOutcome === 'saved'
            expect(bookOutcome).toBe(isReplaced ? 'conflict' : 'saved')
            const plan = (await events.findEvent(event.id))?.plan ?? event.plan
            const seatIds = isReplaced ? ['A-1', 'B-1'] : ['A-1', 'A-2', 'A-3']
            expect(seatIdsOf(plan)).toEqual(seatIds)
            const seats = await found(['A-1', 'A-2', 'A-3', 'B-1'], event.id)
            expect(seats.map(({ id }) => id)).toEqual(seatIds)
            expect(seats.filter(({ status }) => status === 'booked')).toHaveLength(
              isReplaced ? 0 : 1,
            )
          }
        },
      )

      test(`saves one of ${RIVALS} concurrent replacements`, async () => {
        const rivals = Array.from({ length: RIVALS }, (_, i) =>
          replacement(GALA, ['A-1', `B-${i}`]),
        )
        const outcomes = await Promise.all(rivals.map((rival) => events.replacePlan(rival)))

        const winners = rivals.filter((_, i) => outcomes[i] === 'saved')
        expect(winners).toHaveLength(1)
        expect(await events.findEvent('gala')).toEqual(winners[0]?.to)
        const seatIds = ['A-1', 'A-2', 'A-3', ...rivals.map((_, i) => `B-${i}`)]
        const seats = await found(seatIds)
        expect(seats.map(({ id }) => id)).toEqual(winners[0] && seatIdsOf(winners[0].to.plan))
      })
    })
  })
}
