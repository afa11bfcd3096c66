import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from '@jest/globals'

import { fromEvent } from '../../../src/adapters/sqlite/event-rows.ts'
import { fromChange } from '../../../src/adapters/sqlite/rows.ts'
import { Store } from '../../../src/adapters/sqlite/store.ts'
import { eventWithSeats } from '../../builders/event-with-seats.ts'
import { bookedSeat, seatChange } from '../../builders/seat-change.ts'

const SEATS = ['A-1', 'A-2', 'A-3']

const good = (seatId: string) => fromChange(seatChange([bookedSeat(seatId, 1, `b-${seatId}`)]))

/** The second write of the same seat fails, after the first one and the booking were written. */
const faulty = (seatId: string) => {
  const seat = bookedSeat(seatId, 1, `b-${seatId}`)
  return fromChange(seatChange([seat, seat]))
}

let path: string
let store: Store
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'holdfast-data-'))
  store = Store.open(path)
  store.events.beginEvent(fromEvent(eventWithSeats('gala', SEATS)))
  store.events.addSeats('gala', SEATS)
  store.events.openEvent('gala', 0)
})
afterEach(() => {
  store.close()
  rmSync(path, { recursive: true })
})

const bookedSeats = () => {
  const [revision, seats] = store.seats.bookedSeats('gala') ?? []
  return { revision, seats: seats?.map(([seatId]) => seatId) }
}

test('an error of one change does not affect the others of its batch', () => {
  const results = store.changes.save([good('A-1'), faulty('A-2'), good('A-3')])

  expect(results).toEqual([true, new Error('Seat "A-2" is not at version 0'), true])
  expect(bookedSeats()).toEqual({ revision: 2, seats: ['A-1', 'A-3'] })
})

test('a change that fails alone saves nothing', () => {
  expect(store.changes.save([faulty('A-2')])).toEqual([new Error('Seat "A-2" is not at version 0')])

  expect(bookedSeats()).toEqual({ revision: 0, seats: [] })
  expect(store.changes.save([good('A-2')])).toEqual([true])
})
