import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type {
  HistoryQuery,
  SeatHistoryPort,
} from '../../src/application/ports/seat-history.port.ts'
import type { HistoryEntry, SeatEntry } from '../../src/domain/history.ts'
import type { Seat } from '../../src/domain/seat.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import {
  availableSeat,
  bookedSeat,
  heldSeat,
  newBooking,
  newHold,
  seatChange,
} from '../builders/seat-change.ts'
import { readWhileBusy } from '../drivers/busy-writers.ts'
import type { StoreUnderTest } from './seat-repository.contract.ts'

export interface HistoryUnderTest extends StoreUnderTest {
  readonly repository: StoreUnderTest['repository'] & SeatHistoryPort
}

const WRITERS = 12
const CHANGES_OF_EACH = 10
const ODD = `Ä 座 {*} "',\\ %00`

/** What every `SeatHistoryPort` promises. */
export function seatHistoryContract(name: string, open: () => Promise<HistoryUnderTest>): void {
  describe(`${name}, as a history`, () => {
    let subject: HistoryUnderTest
    let repository: HistoryUnderTest['repository']
    const seatIds = ['A-1', 'A-2', 'A-3', ...Array.from({ length: 20 }, (_, i) => `W-${i}`)]
    beforeEach(async () => {
      subject = await open()
      repository = subject.repository
      await subject.events.addEvent(eventWithSeats('gala', seatIds))
      await subject.events.addEvent(eventWithSeats('premiere', seatIds))
    })
    afterEach(async () => {
      await subject.close?.()
    })

    const history = (query: Partial<HistoryQuery> = {}) =>
      repository.history({ eventId: 'gala', limit: 1_000, ...query })

    /** Reads entry by entry until there are no more. */
    const readOn = async (limit: number, seatId?: string, last?: HistoryEntry) => {
      const entries: HistoryEntry[] = []
      for (let from = last; ; from = entries.at(-1)) {
        const page = await history({ from, limit, seatId })
        if (from) expect(page[0]).toEqual(from)
        entries.push(...page.slice(from ? 1 : 0))
        if (page.length < limit) return entries
        expect(page).toHaveLength(limit)
      }
    }

    test('is empty before the first change', async () => {
      expect(await history()).toEqual([])
      expect(await history({ eventId: 'no such event' })).toEqual([])
    })

    test('has an entry for each seat of each change, in order, with actor, action, time and request', async () => {
      const cause = (number: number) => ({
        actor: ODD,
        requestId: `r-${number}`,
        at: new Date(`2026-06-01T10:00:00.00${number}Z`),
      })
      const hold = newHold({ seatIds: ['A-3', 'A-1', 'A-2'] })
      const seats = (make: (id: string) => Seat) => hold.seatIds.map(make)
      const booking = newBooking({ seatIds: hold.seatIds })
      const end = { kind: 'confirmed', bookingId: 'b-1' } as const
      for (const change of [
        seatChange(
          seats((id) => heldSeat(id, 1)),
          { hold: { to: hold }, cause: cause(1) },
        ),
        seatChange(
          seats((id) => bookedSeat(id, 2)),
          {
            from: seats((id) => heldSeat(id, 1)),
            hold: { from: hold, to: { ...hold, version: 2, end } },
            booking: { to: booking },
            action: 'confirmed',
            cause: cause(2),
          },
        ),
        seatChange(
          seats((id) => availableSeat(id, 3)),
          {
            from: seats((id) => bookedSeat(id, 2)),
            booking: { from: booking, to: { ...booking, cancelledAt: new Date() } },
            cause: cause(3),
          },
        ),
      ]) {
        expect(await repository.save(change)).toBe('saved')
      }

      const entries = (number: number, rest: Partial<SeatEntry>) =>
        hold.seatIds.map((seatId, ordinal) => ({
          revision: number,
          ordinal,
          seatId,
          version: number,
          ...cause(number),
          ...rest,
        }))
      const told = [
        ...entries(1, { action: 'held', type: 'hold.placed', holdId: 'h-1' }),
        ...entries(2, {
          action: 'confirmed',
          type: 'booking.created',
          holdId: 'h-1',
          bookingId: 'b-1',
        }),
        ...entries(3, { action: 'cancelled', bookingId: 'b-1' }),
      ]
      expect(await history()).toEqual(told)
      expect(await history({ seatId: 'A-1' })).toEqual(
        told.filter(({ seatId }) => seatId === 'A-1'),
      )
    })

    test('has no entry for a refused change', async () => {
      await repository.save(seatChange([bookedSeat('A-1', 1), bookedSeat('A-2', 5)]))

      expect(await history()).toEqual([])
    })

    test('has the entries of one event only', async () => {
      await repository.save(seatChange([bookedSeat('A-1', 1)], { eventId: 'premiere' }))

      expect(await history()).toEqual([])
      expect(await history({ eventId: 'premiere' })).toMatchObject([{ revision: 1, ordinal: 0 }])
    })

    test('can be read from any position, for all seats or one', async () => {
      for (const version of [1, 2, 3]) {
        const ids = ['A-3', 'A-1', 'A-2']
        const free = ids.map((id) => availableSeat(id, version))
        await repository.save(seatChange(free))
      }

      for (const seatId of [undefined, 'A-2']) {
        const all = await history({ seatId })
        expect(all).toHaveLength(seatId === undefined ? 9 : 3)
        for (const [index, entry] of all.entries()) {
          expect(await history({ seatId, from: entry })).toEqual(all.slice(index))
          expect(await readOn(2, seatId, entry)).toEqual(all.slice(index + 1))
        }
        const between = { revision: 2, ordinal: 7 }
        expect(await history({ seatId, from: between })).toEqual(
          all.filter(({ revision }) => revision > 2),
        )
        expect(await history({ seatId, limit: 2 })).toEqual(all.slice(0, 2))
      }
    })

    test(`is read without gaps and duplicates during the writes of ${WRITERS} writers`, async () => {
      const read: HistoryEntry[] = []
      const ofOneSeat: HistoryEntry[] = []
      const busy = { seatIds, writers: WRITERS, changes: CHANGES_OF_EACH }
      await readWhileBusy(repository, busy, async () => {
        read.push(...(await readOn(7, undefined, read.at(-1))))
        ofOneSeat.push(...(await readOn(2, 'W-1', ofOneSeat.at(-1))))
      })

      const changes = WRITERS * CHANGES_OF_EACH
      const positions = read.map(({ revision, ordinal }) => [revision, ordinal])
      expect(positions).toEqual(
        Array.from({ length: 2 * changes }, (_, i) => [Math.floor(i / 2) + 1, i % 2]),
      )
      expect(ofOneSeat).toEqual(read.filter(({ seatId }) => seatId === 'W-1'))
      const stored = await repository.find('gala', seatIds)
      for (const { id, version } of stored) {
        const versions = read.flatMap((entry) => (entry.seatId === id ? entry.version : []))
        expect(versions).toEqual(Array.from({ length: version }, (_, i) => i + 1))
      }
    })
  })
}
