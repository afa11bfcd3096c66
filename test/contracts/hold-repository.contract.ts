import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import type { Hold } from '../../src/domain/hold.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import { heldSeat, newHold, seatChange } from '../builders/seat-change.ts'
import type { StoreUnderTest } from './seat-repository.contract.ts'

const NOW = new Date('2026-06-01T10:05:00.000Z')
const LATER = new Date(NOW.getTime() + 1)
const ODD = `Ä 座 {*} "',\\ %00`
const CALLERS = 30

/** What every `HoldRepositoryPort` promises. */
export function holdRepositoryContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name}, as a hold repository`, () => {
    let subject: StoreUnderTest
    let repository: StoreUnderTest['repository']
    beforeEach(async () => {
      subject = await open()
      repository = subject.repository
      const seatIds = ['A-1', 'A-2', ...Array.from({ length: CALLERS }, (_, i) => `H-${i}`)]
      await subject.events.addEvent(eventWithSeats('gala', seatIds))
      await subject.events.addEvent(eventWithSeats('premiere', seatIds))
    })
    afterEach(async () => {
      await subject.close?.()
    })

    /** Saves the hold with any seat. */
    const save = async (hold: Hold, former?: Hold) => {
      const { eventId } = hold
      const from = await repository.find(eventId, ['A-2'])
      const seats = from.map(({ version }) => heldSeat('A-2', version + 1, hold.id))
      const change = seatChange(seats, { eventId, from, hold: { from: former, to: hold } })
      expect(await repository.save(change)).toBe('saved')
      return hold
    }

    test.each<[string, Partial<Hold>]>([
      ['is new', {}],
      ['has no client', { clientId: undefined }],
      [
        'has unusual characters',
        { id: ODD, tokenDigest: ODD, clientId: ODD, seatIds: ['A-2', ODD, '{', ''] },
      ],
    ])('finds a hold that %s, as it was saved', async (_which, over) => {
      const hold = await save(newHold(over))

      expect(await repository.findHold(hold.id)).toEqual(hold)
      expect(await repository.findHoldByToken('gala', hold.tokenDigest)).toEqual(hold)
    })

    test.each<[string, Partial<Hold>]>([
      ['was extended', { expiresAt: new Date('2026-06-01T10:59:59.999Z') }],
      ['got more seats', { seatIds: ['A-1', 'A-2'] }],
      ['was released', { end: { kind: 'released' } }],
      ['was confirmed', { end: { kind: 'confirmed', bookingId: ODD } }],
    ])('finds the new state of a hold that %s', async (_which, over) => {
      const first = await save(newHold())
      const hold = await save({ ...first, version: 2, ...over }, first)

      expect(await repository.findHold('h-1')).toEqual(hold)
      expect(await repository.findHoldByToken('gala', hold.tokenDigest)).toEqual(hold)
    })

    test('ends a hold that has no seats left', async () => {
      const first = await save(newHold())
      const hold: Hold = { ...first, version: 2, end: { kind: 'released' } }
      const change = seatChange([], { hold: { from: first, to: hold }, action: 'released' })

      expect(await repository.save(change)).toBe('saved')
      expect(await repository.findHold('h-1')).toEqual(hold)
      expect(await repository.save(change)).toBe('conflict')
    })

    test('saves no hold without a seat', async () => {
      expect(await repository.save(seatChange([], { hold: { to: newHold() } }))).toBe('conflict')
      expect(await repository.findHold('h-1')).toBeUndefined()
    })

    test('finds no unknown hold, and none by a token of another event', async () => {
      const { tokenDigest } = await save(newHold())

      expect(await repository.findHold('h-2')).toBeUndefined()
      expect(await repository.findHoldByToken('gala', 'another')).toBeUndefined()
      expect(await repository.findHoldByToken('premiere', tokenDigest)).toBeUndefined()
    })

    test('finds the holds of an event with a code, also ended ones, the newest first', async () => {
      const code = 'ABCD2345'
      const ended = await save(newHold({ id: 'h-2', code }))
      await save({ ...ended, version: 2, end: { kind: 'released' } }, ended)
      const newest = await save(newHold({ id: 'h-1', code, heldAt: NOW }))
      await save(newHold({ id: 'h-3', code }))
      await save(newHold({ id: 'h-4', code: 'ABCD2346' }))
      await save(newHold({ id: 'h-5', code, eventId: 'premiere' }))
      const find = async (query: object) => {
        const all = { eventId: 'gala', code, countMax: 10, ...query }
        return (await repository.findHoldsByCode(all)).map(({ id }) => id)
      }

      expect(await find({})).toEqual(['h-1', 'h-3', 'h-2'])
      expect(await find({ countMax: 2 })).toEqual(['h-1', 'h-3'])
      expect(await find({ code: 'ABCD2347' })).toEqual([])
      expect(await find({ eventId: 'no such' })).toEqual([])
      const [first] = await repository.findHoldsByCode({ eventId: 'gala', code, countMax: 1 })
      expect(first).toEqual(newest)
    })

    test('returns the right hold to each of many concurrent calls', async () => {
      const first = await save(newHold())
      const other = await save(newHold({ id: ODD }))
      const asked = ['h-1', 'no such hold', ODD, 'h-1']

      const found = await Promise.all(asked.map((holdId) => repository.findHold(holdId)))

      expect(found).toEqual([first, undefined, other, first])
    })

    test('finds the active holds of an event, or of one client, in pieces', async () => {
      for (const id of ['h-3', 'h-1', 'h-2']) await save(newHold({ id, expiresAt: LATER }))
      await save(newHold({ id: 'h-4', clientId: 'another' }))
      await save(newHold({ id: 'h-5', clientId: undefined }))
      await save(newHold({ id: 'over', expiresAt: NOW }))
      await save(newHold({ id: 'placed later', heldAt: LATER }))
      const ended = await save(newHold({ id: 'ended' }))
      await save({ ...ended, version: 2, end: { kind: 'released' } }, ended)
      await save(newHold({ id: 'elsewhere', eventId: 'premiere' }))
      const find = async (query: object) => {
        const all = { eventId: 'gala', at: NOW, countMax: 10, ...query }
        return (await repository.activeHolds(all)).map(({ id }) => id)
      }

      expect(await find({})).toEqual(['h-1', 'h-2', 'h-3', 'h-4', 'h-5'])
      expect(await find({ clientId: 'client' })).toEqual(['h-1', 'h-2', 'h-3'])
      expect(await find({ countMax: 2 })).toEqual(['h-1', 'h-2'])
      expect(await find({ after: 'h-2', countMax: 2 })).toEqual(['h-3', 'h-4'])
      expect(await find({ after: 'h-5' })).toEqual([])
      expect(await find({ eventId: 'no such' })).toEqual([])
      const [first] = await repository.activeHolds({ eventId: 'gala', at: NOW, countMax: 1 })
      expect(first).toEqual(await repository.findHold('h-1'))
    })

    test(`finds each state of a hold that ${CALLERS} concurrent callers change in turn`, async () => {
      const hold = newHold({ seatIds: ['A-1'] })
      await repository.save(seatChange([heldSeat('A-1', 1)], { hold: { to: hold } }))
      const addSeat = async (seatId: string): Promise<number> => {
        for (let attempt = 1; ; attempt++) {
          const found = await repository.findHold('h-1')
          if (!found) throw new Error('The hold is gone')
          const { version, seatIds } = found
          const next = { ...found, version: version + 1, seatIds: [...seatIds, seatId] }
          const change = seatChange([heldSeat(seatId, 1)], { hold: { from: found, to: next } })
          if ((await repository.save(change)) === 'saved') return attempt
        }
      }
      const seatIds = Array.from({ length: CALLERS }, (_, i) => `H-${i}`)
      await Promise.all(seatIds.map(addSeat))

      const found = await repository.findHold('h-1')
      expect(found?.version).toBe(CALLERS + 1)
      expect(found?.seatIds.toSorted()).toEqual(['A-1', ...seatIds].toSorted())
    })
  })
}
