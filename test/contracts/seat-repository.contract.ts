import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { BookingRepositoryPort } from '../../src/application/ports/booking-repository.port.ts'
import type { EventRepositoryPort } from '../../src/application/ports/event-repository.port.ts'
import type { HoldRepositoryPort } from '../../src/application/ports/hold-repository.port.ts'
import type {
  IdempotencyRecord,
  SeatChange,
  SeatRepositoryPort,
} from '../../src/application/ports/seat-repository.port.ts'
import type { Booking } from '../../src/domain/booking.ts'
import type { Hold } from '../../src/domain/hold.ts'
import { newSeat, type Seat } from '../../src/domain/seat.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import {
  availableSeat,
  blockedSeat,
  bookedSeat as booked,
  heldSeat as held,
  newBooking,
  newHold,
  seatChange as change,
} from '../builders/seat-change.ts'

export interface StoreUnderTest {
  /** Contains none of the events of this suite. */
  readonly repository: SeatRepositoryPort & HoldRepositoryPort & BookingRepositoryPort
  readonly events: Pick<EventRepositoryPort, 'addEvent'>
  readonly close?: () => Promise<void>
}

const CALLERS = 60
/** Other scripts, quotes, and other characters that a seating plan may use in seat ids. */
const ODD = `Ä 座 {*} "',\\ %00 ${'x'.repeat(100)}`

const numbered = (prefix: string, count = CALLERS) =>
  Array.from({ length: count }, (_, i) => `${prefix}-${i}`)

/** What every `SeatRepositoryPort` promises. */
export function seatRepositoryContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name}, as a seat repository`, () => {
    let subject: StoreUnderTest
    let repository: StoreUnderTest['repository']
    beforeEach(async () => {
      subject = await open()
      repository = subject.repository
      await subject.events.addEvent(eventWithSeats('gala', ['A-1', 'A-2', 'A-3', ODD]))
      await subject.events.addEvent(eventWithSeats('premiere', ['A-1']))
    })
    afterEach(async () => {
      await subject.close?.()
    })

    /** Adds seats for a test, in a separate event. */
    const addSeats = async (seatIds: readonly string[]) => {
      await subject.events.addEvent(eventWithSeats('crowd', seatIds))
      return 'crowd'
    }

    test('finds seats in the requested order, without unknown ones', async () => {
      expect(await repository.find('gala', ['A-3', 'Z-9', 'A-1', ODD])).toEqual([
        newSeat('A-3'),
        newSeat('A-1'),
        newSeat(ODD),
      ])
      expect(await repository.find('no such event', ['A-1'])).toEqual([])
    })

    test('finds every state of a seat as it was saved', async () => {
      let from = newSeat(ODD)
      for (const seat of [
        held(ODD, 1, ODD, new Date('2026-12-31T23:59:59.999Z')),
        held(ODD, 2, 'another', new Date(1)),
        booked(ODD, 3, ODD),
        availableSeat(ODD, 4),
        blockedSeat(ODD, 5),
        availableSeat(ODD, 6),
        booked(ODD, 7, 'b-2'),
      ]) {
        expect(await repository.save(change([seat], { from: [from] }))).toBe('saved')
        expect(await repository.find('gala', [ODD])).toEqual([seat])
        from = seat
      }
    })

    test('finds seats with different states of one change', async () => {
      const seats = [booked('A-3', 1), held('A-1', 1), blockedSeat('A-2', 1)]

      expect(await repository.save(change(seats))).toBe('saved')
      expect(await repository.find('gala', ['A-3', 'A-1', 'A-2'])).toEqual(seats)
    })

    test('distinguishes seats of different events', async () => {
      await repository.save(change([booked('A-1', 1)]))

      expect(await repository.find('premiere', ['A-1'])).toEqual([newSeat('A-1')])
    })

    test.each([0, 2, 3])('refuses version %d of a seat at version 0', async (version) => {
      const refused = change([booked('A-1', version)])

      expect(await repository.save(refused)).toBe('conflict')
      expect(await repository.find('gala', ['A-1'])).toEqual([newSeat('A-1')])
    })

    const STATES = {
      available: availableSeat('A-1', 1),
      'held by h-1': held('A-1', 1),
      'held by h-1 for longer': held('A-1', 1, 'h-1', new Date('2026-06-01T10:10:00.124Z')),
      'held by h-2': held('A-1', 1, 'h-2'),
      'booked as b-1': booked('A-1', 1),
      'booked as b-2': booked('A-1', 1, 'b-2'),
      blocked: blockedSeat('A-1', 1),
    }
    test.each(Object.entries(STATES))(
      'refuses a change of a seat that is %s if it was read in another state of the same version',
      async (_state, stored) => {
        await repository.save(change([stored]))

        for (const read of Object.values(STATES)) {
          if (read === stored) continue
          const stale = change([booked('A-1', 2, 'b-3')], { from: [read] })
          expect(await repository.save(stale)).toBe('conflict')
        }
        expect(await repository.find('gala', ['A-1'])).toEqual([stored])
        const current = change([booked('A-1', 2, 'b-3')], { from: [stored] })
        expect(await repository.save(current)).toBe('saved')
      },
    )

    test('refuses the same change a second time', async () => {
      const same = change([booked('A-1', 1)])
      await repository.save(same)

      expect(await repository.save(same)).toBe('conflict')
    })

    test('guesses at most that a seat is untouched, and nothing after it has changed', async () => {
      const guess = () => repository.guessUntouched('gala', ['A-1'])

      await repository.find('gala', ['A-1'])
      expect([undefined, [newSeat('A-1')]]).toContainEqual(guess())
      await repository.save(change([booked('A-1', 1)]))
      expect(guess()).toBeUndefined()
      await repository.save(change([availableSeat('A-1', 2)], { from: [booked('A-1', 1)] }))
      await repository.find('gala', ['A-1'])
      expect(guess()).toBeUndefined()
    })

    test('refuses an unknown seat and an unknown event', async () => {
      const seats = [booked('Z-9', 1)]

      expect(await repository.save(change(seats))).toBe('conflict')
      expect(await repository.save(change(seats, { eventId: 'no such event' }))).toBe('conflict')
      expect(await repository.find('gala', ['Z-9'])).toEqual([])
    })

    test('refuses a change without seats, and does not save its idempotency record', async () => {
      const idempotencyRecord = { key: 'k-1', fingerprint: '', result: '{}' }

      expect(await repository.save(change([], { idempotencyRecord }))).toBe('conflict')
      expect(await repository.findIdempotencyRecord('gala', 'k-1')).toBeUndefined()
    })

    test('saves all of several seats or none', async () => {
      await repository.save(change([booked('A-2', 1)]))

      const overlapping = [booked('A-1', 1, 'b-2'), booked('A-2', 1, 'b-2')]
      expect(await repository.save(change(overlapping))).toBe('conflict')
      expect(await repository.find('gala', ['A-1', 'A-2'])).toEqual([
        newSeat('A-1'),
        booked('A-2', 1),
      ])

      const free = [booked('A-1', 1, 'b-2'), booked('A-3', 1, 'b-2')]
      expect(await repository.save(change(free))).toBe('saved')
      expect(await repository.find('gala', ['A-1', 'A-3'])).toEqual(free)
    })

    test('saves those of several concurrent changes that do not conflict', async () => {
      const first = held('A-1', 1, 'h-1')
      await repository.save(change([first]))
      const changes = [
        // A new hold that exists, a seat that has changed, and two changes without conflict.
        change([held('A-2', 1, 'h-1')]),
        change([booked('A-1', 1)]),
        change([booked('A-3', 1, 'b-3')]),
        change([held(ODD, 1, 'h-2')]),
      ]

      const outcomes = await Promise.all(changes.map((each) => repository.save(each)))

      expect(outcomes).toEqual(['conflict', 'conflict', 'saved', 'saved'])
      expect(await repository.find('gala', ['A-1', 'A-2', 'A-3', ODD])).toEqual([
        first,
        newSeat('A-2'),
        booked('A-3', 1, 'b-3'),
        held(ODD, 1, 'h-2'),
      ])
    })

    test('distinguishes events in concurrent reads and changes', async () => {
      const idempotencyRecord = { key: 'k-1', fingerprint: '', result: '{}' }
      const first = held('A-1', 1, 'h-1')
      await repository.save(change([first], { eventId: 'premiere', idempotencyRecord }))
      const changes = [
        change([booked('A-1', 1, 'b-1')], { eventId: 'gala', idempotencyRecord }),
        // The same request again, an unknown seat, and an unknown event.
        change([booked('A-1', 2, 'b-2')], { eventId: 'premiere', idempotencyRecord }),
        change([booked('A-2', 1, 'b-3')], { eventId: 'premiere' }),
        change([booked('A-1', 1, 'b-4')], { eventId: 'no such event' }),
        change([booked('A-2', 1, 'b-5')], { eventId: 'gala' }),
      ]

      const outcomes = await Promise.all(changes.map((each) => repository.save(each)))
      expect(outcomes).toEqual(['saved', 'conflict', 'conflict', 'conflict', 'saved'])

      const found = ['premiere', 'gala', 'no such event'].map((eventId) =>
        repository.find(eventId, ['A-2', 'A-1']),
      )
      expect(await Promise.all(found)).toEqual([
        [first],
        [booked('A-2', 1, 'b-5'), booked('A-1', 1, 'b-1')],
        [],
      ])
    })

    test(`saves exactly one of ${CALLERS} concurrent changes of a seat`, async () => {
      const seats = numbered('b').map((bookingId) => booked('A-1', 1, bookingId))
      const outcomes = await Promise.all(seats.map((seat) => repository.save(change([seat]))))

      const winners = seats.filter((_, i) => outcomes[i] === 'saved')
      expect(winners).toHaveLength(1)
      expect(await repository.find('gala', ['A-1'])).toEqual(winners)
    })

    test(`never mixes ${CALLERS} concurrent changes of overlapping pairs`, async () => {
      const ids = numbered('P', 6)
      const eventId = await addSeats(ids)
      const pairs = Array.from({ length: CALLERS }, (_, i) => {
        const pair = [`P-${i % 6}`, `P-${(i + 1) % 6}`].map((id) => booked(id, 1, `b-${i}`))
        return i % 4 < 2 ? pair : pair.reverse()
      })
      const outcomes = await Promise.all(
        pairs.map((pair) => repository.save(change(pair, { eventId }))),
      )

      const winners = pairs.filter((_, i) => outcomes[i] === 'saved').flat()
      expect(winners.length).toBeGreaterThanOrEqual(4)
      expect(new Set(winners.map((seat) => seat.id)).size).toBe(winners.length)
      const stored = await repository.find(eventId, ids)
      const isBooked = stored.filter((seat) => seat.status === 'booked')
      expect(isBooked).toHaveLength(winners.length)
      expect(isBooked).toEqual(expect.arrayContaining(winners))
    })

    describe('saving holds and bookings', () => {
      const idempotencyRecord: IdempotencyRecord = { key: 'k-1', fingerprint: 'f', result: '{}' }
      /** The confirmation of a hold: everything that can be saved together. */
      const confirmation = (over: Partial<SeatChange> = {}) => {
        const seats = [booked('A-1', 2), booked('A-2', 1)]
        const end = { kind: 'confirmed', bookingId: 'b-1' } as const
        const hold = { from: newHold(), to: newHold({ version: 2, end }) }
        return change(seats, { from: [held('A-1', 1)], hold, idempotencyRecord, ...over })
      }
      beforeEach(async () => {
        await repository.save(change([held('A-1', 1)]))
      })

      const expectThatNothingWasSaved = async () => {
        expect(await repository.find('gala', ['A-1', 'A-2', 'A-3'])).toEqual([
          held('A-1', 1),
          newSeat('A-2'),
          newSeat('A-3'),
        ])
        expect(await repository.findHold('h-1')).toEqual(newHold())
        expect(await repository.findHold('h-2')).toBeUndefined()
        expect(await repository.findBooking('b-1')).toBeUndefined()
        expect(await repository.findIdempotencyRecord('gala', 'k-1')).toBeUndefined()
      }

      test('saves them together with their seats', async () => {
        const saved = confirmation()

        expect(await repository.save(saved)).toBe('saved')
        expect(await repository.find('gala', ['A-1', 'A-2'])).toEqual(
          saved.seats.map(({ to }) => to),
        )
        expect(await repository.findHold('h-1')).toEqual(saved.hold?.to)
        expect(await repository.findBooking('b-1')).toEqual(saved.booking?.to)
        expect(await repository.findIdempotencyRecord('gala', 'k-1')).toEqual(idempotencyRecord)
      })

      const seatsFrom = (seats: readonly Seat[]) => {
        return change(seats, { from: [held('A-1', 1)] }).seats
      }
      const holdFrom = (over: Partial<Hold>) => {
        const from = newHold(over)
        return { from, to: { ...from, version: from.version + 1 } }
      }
      test.each<[string, Partial<SeatChange>]>([
        ['a seat has changed', { seats: seatsFrom([booked('A-1', 2), booked('A-2', 2)]) }],
        ['a seat is unknown', { seats: seatsFrom([booked('A-1', 2), booked('Z-9', 1)]) }],
        ['the hold exists already', { hold: { to: newHold() } }],
        ['the hold is at another version', { hold: holdFrom({ version: 2 }) }],
        ['the hold has other seats', { hold: holdFrom({ seatIds: ['A-1', 'A-2'] }) }],
        ['the hold has another deadline', { hold: holdFrom({ expiresAt: new Date(1) }) }],
        ['the hold has not ended', { hold: holdFrom({ end: { kind: 'released' } }) }],
        ['the hold does not exist', { hold: holdFrom({ id: 'h-2' }) }],
      ])('saves none of them when %s', async (_when, over) => {
        expect(await repository.save(confirmation(over))).toBe('conflict')
        await expectThatNothingWasSaved()
      })

      const RELEASED: Hold['end'] = { kind: 'released' }
      const confirmedAs = (bookingId: string): Hold['end'] => ({ kind: 'confirmed', bookingId })
      test.each<[Hold['end'], Hold['end']]>([
        [RELEASED, undefined],
        [RELEASED, confirmedAs('b-1')],
        [confirmedAs('b-2'), undefined],
        [confirmedAs('b-2'), confirmedAs('b-1')],
        [confirmedAs('b-2'), RELEASED],
      ])(
        'saves none of them when the end of the hold is %j and was read as %j',
        async (end, read) => {
          const stored = newHold({ version: 2, end })
          await repository.save(change([], { hold: { from: newHold(), to: stored } }))

          const stale = confirmation({ hold: holdFrom({ version: 2, end: read }) })
          expect(await repository.save(stale)).toBe('conflict')
          expect(await repository.findHold('h-1')).toEqual(stored)
          expect(await repository.findBooking('b-1')).toBeUndefined()
        },
      )

      test('saves none of them when the booking exists already', async () => {
        await repository.save(change([booked('A-3', 1)]))

        expect(await repository.save(confirmation())).toBe('conflict')
        expect(await repository.find('gala', ['A-1', 'A-2'])).toEqual([
          held('A-1', 1),
          newSeat('A-2'),
        ])
        expect(await repository.findBooking('b-1')).toEqual(newBooking({ seatIds: ['A-3'] }))
      })

      test('cancels no booking that is already cancelled or does not exist', async () => {
        const booking = newBooking({ seatIds: ['A-3'] })
        const cancelled = { ...booking, cancelledAt: new Date('2026-06-02T10:00:00.999Z') }
        const cancel = (from: Booking, seat: Seat) => {
          const to = { ...from, cancelledAt: new Date('2026-06-03T10:00:00.000Z') }
          return change([availableSeat(seat.id, seat.version + 1)], {
            from: [seat],
            booking: { from, to },
          })
        }
        await repository.save(change([booked('A-3', 1)]))
        const freed = change([availableSeat('A-3', 2)], { from: [booked('A-3', 1)] })
        await repository.save({ ...freed, booking: { from: booking, to: cancelled } })
        await repository.save(
          change([booked('A-3', 3, 'b-2')], { from: [availableSeat('A-3', 2)] }),
        )

        for (const stale of [booking, newBooking({ id: 'b-9' })]) {
          expect(await repository.save(cancel(stale, booked('A-3', 3, 'b-2')))).toBe('conflict')
        }
        expect(await repository.findBooking('b-1')).toEqual(cancelled)
        expect(await repository.find('gala', ['A-3'])).toEqual([booked('A-3', 3, 'b-2')])
      })

      test('saves none of them when the idempotency key exists, including a new hold', async () => {
        await repository.save(change([booked('A-3', 1, 'b-3')], { idempotencyRecord }))
        const refused = [confirmation(), confirmation({ hold: { to: newHold({ id: 'h-2' }) } })]

        for (const each of refused) expect(await repository.save(each)).toBe('conflict')
        expect(await repository.find('gala', ['A-1', 'A-2'])).toEqual([
          held('A-1', 1),
          newSeat('A-2'),
        ])
        expect(await repository.findHold('h-1')).toEqual(newHold())
        expect(await repository.findHold('h-2')).toBeUndefined()
        expect(await repository.findBooking('b-1')).toBeUndefined()
      })

      test.each([
        ['a new hold', 1],
        ['an existing hold', 2],
      ])(
        `saves exactly one of ${CALLERS} concurrent changes of different seats with %s`,
        async (_what, version) => {
          const ids = numbered('H')
          const eventId = await addSeats(ids)
          const holdId = 'h-2'
          const from = version === 2 ? newHold({ id: holdId, eventId }) : undefined
          if (from) {
            await repository.save(change([held('H-0', 1, holdId)], { eventId, hold: { to: from } }))
          }
          const rivals = ids.slice(1).map((id) => {
            const to = newHold({ id: holdId, version, eventId, seatIds: [id] })
            return change([held(id, 1, holdId)], { eventId, hold: { from, to } })
          })
          const outcomes = await Promise.all(rivals.map((rival) => repository.save(rival)))

          const winners = rivals.filter((_, i) => outcomes[i] === 'saved')
          expect(winners).toHaveLength(1)
          expect(await repository.findHold(holdId)).toEqual(winners[0]?.hold?.to)
          const stored = await repository.find(eventId, ids.slice(1))
          expect(stored.filter((seat) => seat.version > 0)).toEqual(
            winners[0]?.seats.map(({ to }) => to),
          )
        },
      )
    })

    describe('acknowledging state', () => {
      test.each(Object.entries(STATES))(
        'acknowledges a seat that is %s, and refuses if it was read in another state',
        async (_state, stored) => {
          await repository.save(change([stored]))

          for (const read of [...Object.values(STATES), newSeat('A-1')]) {
            const outcome = read === stored ? 'acknowledged' : 'conflict'
            expect(await repository.acknowledge({ eventId: 'gala', seats: [read] })).toBe(outcome)
          }
        },
      )

      test('refuses if any of several seats is different or unknown', async () => {
        const seats = [booked('A-1', 1), newSeat('A-2'), newSeat(ODD)]
        await repository.save(change([booked('A-1', 1)]))
        const acknowledge = (eventId: string, ...more: Seat[]) =>
          repository.acknowledge({ eventId, seats: [...more, ...seats] })

        expect(await acknowledge('gala')).toBe('acknowledged')
        expect(await acknowledge('gala', booked('A-3', 1))).toBe('conflict')
        expect(await acknowledge('gala', newSeat('Z-9'))).toBe('conflict')
        expect(await acknowledge('premiere')).toBe('conflict')
      })

      test.each<[string, Partial<Hold>, Partial<Hold>]>([
        ['at another version', {}, { version: 1 }],
        ['with other seats', {}, { seatIds: ['A-2'] }],
        ['with another deadline', {}, { expiresAt: new Date(1) }],
        ['as ended', {}, { end: { kind: 'released' } }],
        ['as active', { end: { kind: 'released' } }, { end: undefined }],
        ['with another id', {}, { id: 'h-2' }],
      ])('acknowledges a hold, and refuses if it was read %s', async (_how, over, other) => {
        const hold = newHold({ version: 2, ...over })
        await repository.save(change([held('A-1', 1)]))
        await repository.save(change([], { hold: { from: newHold(), to: hold } }))
        const acknowledge = (read: Hold) => repository.acknowledge({ eventId: 'gala', hold: read })

        expect(await acknowledge(hold)).toBe('acknowledged')
        expect(await acknowledge({ ...hold, ...other })).toBe('conflict')
      })

      test('acknowledges a booking, and refuses if its cancellation was read differently', async () => {
        const booking = newBooking()
        const cancelled = { ...booking, cancelledAt: new Date('2026-06-02T10:00:00.999Z') }
        const acknowledge = (read: Booking) =>
          repository.acknowledge({ eventId: 'gala', booking: read })
        const seat = booked('A-1', 1)
        await repository.save(change([seat], { booking: { to: booking } }))

        expect(await acknowledge(booking)).toBe('acknowledged')
        expect(await acknowledge(cancelled)).toBe('conflict')
        expect(await acknowledge(newBooking({ id: 'b-2' }))).toBe('conflict')
        const cancellation = { from: [seat], booking: { from: booking, to: cancelled } }
        await repository.save(change([availableSeat('A-1', 2)], cancellation))
        expect(await acknowledge(booking)).toBe('conflict')
        expect(await acknowledge(cancelled)).toBe('acknowledged')
      })

      test('refuses if one of seat, hold and booking is different', async () => {
        const [seat, hold] = [held('A-1', 1), newHold()]
        await repository.save(change([seat]))
        const state = { eventId: 'gala', seats: [seat], hold }

        expect(await repository.acknowledge(state)).toBe('acknowledged')
        for (const over of [
          { seats: [newSeat('A-1')] },
          { hold: newHold({ version: 2 }) },
          { booking: newBooking() },
        ]) {
          expect(await repository.acknowledge({ ...state, ...over })).toBe('conflict')
        }
      })
    })

    describe('saving idempotency records', () => {
      const idempotencyRecord: IdempotencyRecord = {
        key: 'k-1',
        fingerprint: `"${ODD}"`,
        result: JSON.stringify({ bookingId: ODD }),
      }

      test('saves one together with its change', async () => {
        expect(await repository.findIdempotencyRecord('gala', 'k-1')).toBeUndefined()
        await repository.save(change([booked('A-1', 1)], { idempotencyRecord }))

        expect(await repository.findIdempotencyRecord('gala', 'k-1')).toEqual(idempotencyRecord)
        expect(await repository.findIdempotencyRecord('gala', 'k-2')).toBeUndefined()
        expect(await repository.findIdempotencyRecord('premiere', 'k-1')).toBeUndefined()
      })

      test('saves the same key in another event', async () => {
        await repository.save(change([booked('A-1', 1)], { idempotencyRecord }))
        const other = change([booked('A-1', 1, 'b-2')], { eventId: 'premiere', idempotencyRecord })

        expect(await repository.save(other)).toBe('saved')
      })

      test('saves none if the change is refused', async () => {
        await repository.save(change([booked('A-1', 2)], { idempotencyRecord }))

        expect(await repository.findIdempotencyRecord('gala', 'k-1')).toBeUndefined()
      })

      test('refuses a change if the key exists', async () => {
        await repository.save(change([booked('A-1', 1)], { idempotencyRecord }))
        const other = change([booked('A-2', 1, 'b-2')], {
          idempotencyRecord: { ...idempotencyRecord, result: '{}' },
        })

        expect(await repository.save(other)).toBe('conflict')
        expect(await repository.find('gala', ['A-2'])).toEqual([newSeat('A-2')])
        expect(await repository.findBooking('b-2')).toBeUndefined()
        expect(await repository.findIdempotencyRecord('gala', 'k-1')).toEqual(idempotencyRecord)
      })

      test(`saves exactly one of ${CALLERS} concurrent changes of different seats with one key`, async () => {
        const ids = numbered('K')
        const eventId = await addSeats(ids)
        const outcomes = await Promise.all(
          ids.map((id) =>
            repository.save(
              change([booked(id, 1, `b-${id}`)], {
                eventId,
                idempotencyRecord: { ...idempotencyRecord, result: id },
              }),
            ),
          ),
        )

        const winners = ids.filter((_, i) => outcomes[i] === 'saved')
        expect(winners).toHaveLength(1)
        const stored = await repository.find(eventId, ids)
        expect(stored.filter((seat) => seat.status === 'booked').map((seat) => seat.id)).toEqual(
          winners,
        )
        expect(await repository.findIdempotencyRecord(eventId, 'k-1')).toMatchObject({
          result: winners[0],
        })
      })
    })
  })
}
