import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { SeatChangesPort, SeatsSince } from '../../src/application/ports/seat-changes.port.ts'
import type { PublicSeat } from '../../src/domain/seat.ts'
import { readWhileBusy } from '../support/busy-writers.ts'
import { eventWithSeats } from '../support/event-with-seats.ts'
import {
  availableSeat,
  blockedSeat,
  bookedSeat,
  heldSeat,
  newHold,
  publicSeat,
  seatChange,
} from '../support/seat-change.ts'
import type { StoreUnderTest } from './seat-repository.contract.ts'

export interface ChangesUnderTest extends StoreUnderTest {
  readonly repository: StoreUnderTest['repository'] & SeatChangesPort
}

const WRITERS = 12
const CHANGES_OF_EACH = 10
const ODD = `Ä 座 {*} "',\\ %00`

/** What every `SeatChangesPort` promises. */
export function seatChangesContract(name: string, open: () => Promise<ChangesUnderTest>): void {
  describe(`${name}, as a source of changes`, () => {
    let subject: ChangesUnderTest
    let repository: ChangesUnderTest['repository']
    const seatIds = ['A-1', 'A-2', 'A-3', ODD, ...Array.from({ length: 20 }, (_, i) => `W-${i}`)]
    beforeEach(async () => {
      subject = await open()
      repository = subject.repository
      await subject.events.addEvent(eventWithSeats('gala', seatIds))
      await subject.events.addEvent(eventWithSeats('premiere', ['A-1']))
    })
    afterEach(async () => {
      await subject.close?.()
    })

    const told = (seats: readonly PublicSeat[]) =>
      seats.map(publicSeat).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const since = async (revision: number, eventId = 'gala') => {
      const changes = await repository.seatsSince(eventId, revision)
      return changes && { ...changes, seats: told(changes.seats) }
    }

    test('knows no changes of an event that there is not', async () => {
      expect(await since(0, 'no such event')).toBeUndefined()
      expect(await since(1, 'no such event')).toBeUndefined()
    })

    test('knows no seats of an event in which nothing has changed', async () => {
      expect(await since(0)).toEqual({ revision: 0, seats: [] })
    })

    test('counts the changes of an event, and tells the seats that changed after a revision', async () => {
      const second = bookedSeat('A-2', 1)
      const odd = heldSeat(ODD, 1, ODD, new Date('2026-12-31T23:59:59.999Z'))
      const blocked = blockedSeat('A-3', 1)
      const freed = availableSeat('A-1', 2)
      const from = [bookedSeat('A-1', 1)]
      const changes = [[...from, second], [odd], [blocked]].map((seats) => seatChange(seats))
      for (const change of [...changes, seatChange([freed], { from })]) {
        await repository.save(change)
      }

      for (const [revision, seats] of [
        [0, [freed, second, blocked, odd]],
        [1, [freed, blocked, odd]],
        [2, [freed, blocked]],
        [3, [freed]],
        [4, []],
      ] as const) {
        expect(await since(revision)).toEqual({ revision: 4, seats: told(seats) })
      }
    })

    test('tells a seat that changed more than once just once, as it is now', async () => {
      const from = [heldSeat('A-1', 1)]
      await repository.save(seatChange(from))
      await repository.save(seatChange([bookedSeat('A-1', 2)], { from }))

      const now = { revision: 2, seats: told([bookedSeat('A-1', 2)]) }
      expect(await since(0)).toEqual(now)
      expect(await since(1)).toEqual(now)
    })

    test('does not count a change that was refused', async () => {
      const request = { key: 'k-1', fingerprint: '', result: '{}' }
      await repository.save(seatChange([bookedSeat('A-1', 1)], { request }))
      for (const refused of [
        seatChange([bookedSeat('A-2', 2, 'b-2')]),
        seatChange([bookedSeat('A-2', 1, 'b-2'), bookedSeat('A-1', 1, 'b-2')]),
        seatChange([bookedSeat('A-2', 1, 'b-2')], {
          hold: { from: newHold(), to: newHold({ version: 2 }) },
        }),
        seatChange([bookedSeat('A-2', 1, 'b-2')], { request }),
        seatChange([]),
      ]) {
        expect(await repository.save(refused)).toBe('conflict')
      }

      expect(await since(0)).toEqual({ revision: 1, seats: told([bookedSeat('A-1', 1)]) })
    })

    test('does not count the end of a hold that has no seats left', async () => {
      await repository.save(seatChange([heldSeat('A-1', 1)]))
      const hold = { from: newHold(), to: newHold({ version: 2, end: { kind: 'released' } }) }
      expect(await repository.save(seatChange([], { hold, action: 'released' }))).toBe('saved')

      expect(await since(1)).toEqual({ revision: 1, seats: [] })
    })

    test('keeps the changes of events apart', async () => {
      await repository.save(seatChange([bookedSeat('A-1', 1)]))
      await repository.save(seatChange([bookedSeat('A-2', 1, 'b-2')]))
      const from = [blockedSeat('A-1', 1)]
      await repository.save(seatChange(from, { eventId: 'premiere' }))
      await repository.save(seatChange([availableSeat('A-1', 2)], { from, eventId: 'premiere' }))

      const elsewhere = { revision: 2, seats: [availableSeat('A-1', 2)] }
      expect(await since(0, 'premiere')).toEqual(elsewhere)
      expect(await since(1, 'premiere')).toEqual(elsewhere)
      expect(await since(2, 'premiere')).toEqual({ revision: 2, seats: [] })
      expect(await since(1)).toEqual({ revision: 2, seats: told([bookedSeat('A-2', 1)]) })
    })

    test('counts for each event by itself what is saved at once', async () => {
      const seats = [
        ['gala', 'A-1'],
        ['premiere', 'A-1'],
        ['gala', 'A-2'],
        ['gala', 'A-3'],
      ] as const
      await Promise.all(
        seats.map(([eventId, id], index) =>
          repository.save(seatChange([bookedSeat(id, 1, `b-${index}`)], { eventId })),
        ),
      )

      expect(await since(0, 'premiere')).toMatchObject({ revision: 1 })
      expect(await since(0)).toMatchObject({ revision: 3 })
      const later = await Promise.all([1, 2].map((revision) => since(revision)))
      expect(later.map((changes) => changes?.seats.length)).toEqual([2, 1])
    })

    test(`misses nothing of what ${WRITERS} writers save while it is read, and counts without a gap`, async () => {
      const read = async (from: number): Promise<SeatsSince> => {
        const changes = await repository.seatsSince('gala', from)
        if (!changes) throw new Error('The event is gone')
        return changes
      }
      // Each change is one of two seats, so at every moment their versions add up to twice the revision.
      const expectToBeWhole = (seats: Iterable<PublicSeat>, revision: number) => {
        const versions = Array.from(seats, ({ version }) => version)
        expect(versions.reduce((sum, version) => sum + version, 0)).toBe(2 * revision)
      }
      const known = new Map<string, PublicSeat>()
      let revision = 0
      const busy = { seatIds, writers: WRITERS, changes: CHANGES_OF_EACH }
      await readWhileBusy(repository, busy, async () => {
        const changes = await read(revision)
        expect(changes.revision).toBeGreaterThanOrEqual(revision)
        revision = changes.revision
        for (const seat of changes.seats) known.set(seat.id, publicSeat(seat))
        expectToBeWhole(known.values(), revision)
        const all = await read(0)
        expectToBeWhole(all.seats, all.revision)
      })

      expect(revision).toBe(WRITERS * CHANGES_OF_EACH)
      const stored = await repository.find('gala', seatIds)
      expect(seatIds.map((id) => known.get(id))).toEqual(stored.map(publicSeat))
    })
  })
}
