import { beforeEach, describe, expect, test } from '@jest/globals'

import { InMemoryEventRepository } from '../../src/adapters/memory/in-memory-event-repository.ts'
import { StoreUnavailableError } from '../../src/application/ports/seat-repository.port.ts'
import { type SaveOutcome, WatchedSeats } from '../../src/application/watched-seats.ts'
import { seatRepositoryContract } from '../contracts/seat-repository.contract.ts'
import { FakeSeatRepository } from '../support/fake-seat-repository.ts'
import { bookedSeat, seatChange } from '../support/seat-change.ts'

seatRepositoryContract('WatchedSeats', async () => {
  const store = new FakeSeatRepository('', [])
  const repository = Object.assign(new WatchedSeats(store, () => undefined), {
    findHold: store.findHold.bind(store),
    findHoldByToken: store.findHoldByToken.bind(store),
    countHolds: store.countHolds.bind(store),
    findBooking: store.findBooking.bind(store),
  })
  return { repository, events: new InMemoryEventRepository(store) }
})

describe('what becomes of each change', () => {
  let store: FakeSeatRepository
  let watched: WatchedSeats
  let told: [eventId: string, SaveOutcome][]
  beforeEach(() => {
    store = new FakeSeatRepository('', [])
    store.addSeats('gala', ['A-1'])
    told = []
    watched = new WatchedSeats(store, ({ eventId }, outcome) => void told.push([eventId, outcome]))
  })

  test('is told before the one who saves knows', async () => {
    const change = seatChange([bookedSeat('A-1', 1)])
    expect(await watched.save(change)).toBe('saved')
    expect(await watched.save(change)).toBe('conflict')

    expect(told).toEqual([
      ['gala', 'saved'],
      ['gala', 'conflict'],
    ])
  })

  test('is told also when nobody knows it', async () => {
    store.saveError = new StoreUnavailableError('away')
    await expect(watched.save(seatChange([bookedSeat('A-1', 1)]))).rejects.toThrow('away')

    expect(told).toEqual([['gala', 'unknown']])
  })
})
