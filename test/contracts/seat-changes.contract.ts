import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { SeatChange } from '../../src/application/ports/seat-repository.port.ts'
import type {
  SeatsSincePort,
  SeatsState,
  SeatsUpdate,
} from '../../src/application/ports/seats-since.port.ts'
import type { PublicSeat } from '../../src/domain/seat.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import {
  availableSeat,
  blockedSeat,
  bookedSeat,
  heldSeat,
  newHold,
  publicSeat,
  seatChange,
} from '../builders/seat-change.ts'
import { readWhileBusy } from '../drivers/busy-writers.ts'
import type { StoreUnderTest } from './seat-repository.contract.ts'

export interface ChangesUnderTest extends StoreUnderTest {
  readonly repository: StoreUnderTest['repository'] & SeatsSincePort
}

const WRITERS = 12
const CHANGES_OF_EACH = 10
const ODD = `Ä 座 {*} "',\\ %00`

/** What every `SeatsSincePort` promises. */
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
    const read = async (since?: SeatsState, eventId = 'gala'): Promise<SeatsUpdate> => {
      const changes = await repository.seatsSince(eventId, since)
      if (!changes) throw new Error('The event is gone')
      return changes
    }
    const stateNow = async (eventId = 'gala'): Promise<SeatsState> => {
      const { revision, tag } = await read(undefined, eventId)
      return { revision, tag }
    }
    /** The changes since a state: the current revision, and the seats. */
    const since = async (state: SeatsState, eventId = 'gala') => {
      const { revision, isComplete, seats } = await read(state, eventId)
      expect(isComplete).toBe(false)
      return { revision, seats: told(seats) }
    }
    /** @returns the state before the changes, and the one after each of them */
    const saveAll = async (...changes: readonly SeatChange[]): Promise<SeatsState[]> => {
      const states = [await stateNow()]
      for (const change of changes) {
        expect(await repository.save(change)).toBe('saved')
        states.push(await stateNow())
      }
      return states
    }

    test('returns undefined for an event that does not exist', async () => {
      expect(await repository.seatsSince('no such event')).toBeUndefined()
      expect(await repository.seatsSince('no such event', await stateNow())).toBeUndefined()
    })

    test('returns no seats of an event without changes', async () => {
      const { tag } = await stateNow()
      expect(await read()).toEqual({ revision: 0, tag, isComplete: true, seats: [] })
      expect(await since({ revision: 0, tag })).toEqual({ revision: 0, seats: [] })
    })

    test('counts the changes of an event, and returns the seats that changed after a state', async () => {
      const second = bookedSeat('A-2', 1)
      const odd = heldSeat(ODD, 1, ODD, new Date('2026-12-31T23:59:59.999Z'))
      const blocked = blockedSeat('A-3', 1)
      const freed = availableSeat('A-1', 2)
      const booked = bookedSeat('A-1', 1)
      const states = await saveAll(
        seatChange([booked, second]),
        seatChange([odd]),
        seatChange([blocked]),
        seatChange([freed], { from: [booked] }),
      )

      expect(states.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4])
      const changed = [
        [freed, second, blocked, odd],
        [freed, blocked, odd],
        [freed, blocked],
        [freed],
        [],
      ]
      for (const [index, state] of states.entries()) {
        expect(await since(state)).toEqual({ revision: 4, seats: told(changed[index] ?? []) })
      }
    })

    test('returns all seats that were ever changed if no state is given', async () => {
      const from = [bookedSeat('A-1', 1)]
      await saveAll(seatChange(from), seatChange([availableSeat('A-1', 2)], { from }))
      await saveAll(seatChange([blockedSeat('A-2', 1)]))

      const seats = told([availableSeat('A-1', 2), blockedSeat('A-2', 1)])
      const all = await read()
      expect({ ...all, seats: told(all.seats) }).toMatchObject({
        revision: 3,
        isComplete: true,
        seats,
      })
    })

    test('returns all seats if the state is not in the history of the store', async () => {
      const states = await saveAll(
        seatChange([bookedSeat('A-1', 1)]),
        seatChange([blockedSeat('A-2', 1)]),
      )
      const [{ tag } = { tag: '' }] = states.slice(-1)
      for (const state of [
        ...states.map(({ revision }) => ({ revision, tag: `${tag}x` })),
        { revision: 3, tag },
        { revision: 2, tag: '' },
      ]) {
        const all = await read(state)
        expect(all).toMatchObject({ revision: 2, tag, isComplete: true })
        expect(told(all.seats)).toEqual(told([bookedSeat('A-1', 1), blockedSeat('A-2', 1)]))
      }
    })

    test('returns the same tag for the same state, with characters that an ETag can have', async () => {
      for (const { tag } of await saveAll(seatChange([heldSeat(ODD, 1, ODD)]))) {
        expect(tag).toMatch(/^[\w-]+$/)
      }
      expect(await stateNow()).toEqual(await stateNow())
    })

    test('returns a seat that changed several times once, in its current state', async () => {
      const from = [heldSeat('A-1', 1)]
      const [before, between] = await saveAll(
        seatChange(from),
        seatChange([bookedSeat('A-1', 2)], { from }),
      )

      const now = { revision: 2, seats: told([bookedSeat('A-1', 2)]) }
      for (const state of [before, between]) {
        expect(state && (await since(state))).toEqual(now)
      }
    })

    test('does not count a change that was refused', async () => {
      const idempotencyRecord = { key: 'k-1', fingerprint: '', result: '{}' }
      const [, state] = await saveAll(seatChange([bookedSeat('A-1', 1)], { idempotencyRecord }))
      for (const refused of [
        seatChange([bookedSeat('A-2', 2, 'b-2')]),
        seatChange([bookedSeat('A-2', 1, 'b-2'), bookedSeat('A-1', 1, 'b-2')]),
        seatChange([bookedSeat('A-2', 1, 'b-2')], {
          hold: { from: newHold(), to: newHold({ version: 2 }) },
        }),
        seatChange([bookedSeat('A-2', 1, 'b-2')], { idempotencyRecord }),
        seatChange([]),
      ]) {
        expect(await repository.save(refused)).toBe('conflict')
      }

      expect(await stateNow()).toEqual(state)
    })

    test('does not count the end of a hold that has no seats left', async () => {
      const [, state] = await saveAll(seatChange([heldSeat('A-1', 1)]))
      const hold = { from: newHold(), to: newHold({ version: 2, end: { kind: 'released' } }) }
      expect(await repository.save(seatChange([], { hold, action: 'released' }))).toBe('saved')

      expect(await stateNow()).toEqual(state)
    })

    test('returns the changes of one event only', async () => {
      const premiere = [await stateNow('premiere')]
      const [, first] = await saveAll(
        seatChange([bookedSeat('A-1', 1)]),
        seatChange([bookedSeat('A-2', 1, 'b-2')]),
      )
      const blocked = seatChange([blockedSeat('A-1', 1)], { eventId: 'premiere' })
      const from = blocked.seats.map(({ to }) => to)
      const unblocked = seatChange([availableSeat('A-1', 2)], { from, eventId: 'premiere' })
      for (const change of [blocked, unblocked]) {
        await repository.save(change)
        premiere.push(await stateNow('premiere'))
      }

      const freed = [availableSeat('A-1', 2)]
      for (const [index, seats] of [freed, freed, []].entries()) {
        const state = premiere[index]
        expect(state && (await since(state, 'premiere'))).toEqual({ revision: 2, seats })
      }
      expect(first && (await since(first))).toEqual({
        revision: 2,
        seats: told([bookedSeat('A-2', 1)]),
      })
    })

    test('counts concurrent changes for each event separately', async () => {
      const seats = [
        ['gala', 'A-1'],
        ['premiere', 'A-1'],
        ['gala', 'A-2'],
        ['gala', 'A-3'],
      ] as const
      const before = await stateNow()
      await Promise.all(
        seats.map(([eventId, id], index) =>
          repository.save(seatChange([bookedSeat(id, 1, `b-${index}`)], { eventId })),
        ),
      )

      expect(await stateNow('premiere')).toMatchObject({ revision: 1 })
      const now = await stateNow()
      expect(now).toMatchObject({ revision: 3 })
      expect((await since(before)).seats).toHaveLength(3)
      expect((await since(now)).seats).toEqual([])
    })

    test(`misses no change of ${WRITERS} concurrent writers, and counts without a gap`, async () => {
      // Each change is of two seats, so the sum of all versions is always twice the revision.
      const expectToBeWhole = (seats: Iterable<PublicSeat>, revision: number) => {
        const versions = Array.from(seats, ({ version }) => version)
        expect(versions.reduce((sum, version) => sum + version, 0)).toBe(2 * revision)
      }
      const known = new Map<string, PublicSeat>()
      let state = await stateNow()
      const busy = { seatIds, writers: WRITERS, changes: CHANGES_OF_EACH }
      await readWhileBusy(repository, busy, async () => {
        const changes = await read(state)
        expect(changes.isComplete).toBe(false)
        expect(changes.revision).toBeGreaterThanOrEqual(state.revision)
        state = { revision: changes.revision, tag: changes.tag }
        for (const seat of changes.seats) known.set(seat.id, publicSeat(seat))
        expectToBeWhole(known.values(), state.revision)
        const all = await read()
        expectToBeWhole(all.seats, all.revision)
      })

      expect(state.revision).toBe(WRITERS * CHANGES_OF_EACH)
      const stored = await repository.find('gala', seatIds)
      expect(seatIds.map((id) => known.get(id))).toEqual(stored.map(publicSeat))
    })
  })
}
