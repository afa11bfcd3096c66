import { beforeEach, describe, expect, test } from '@jest/globals'

import {
  AnnouncedSeats,
  type SaveOutcome,
} from '../../../src/adapters/announcing/announced-seats.ts'
import { InMemoryEventRepository } from '../../../src/adapters/memory/in-memory-event-repository.ts'
import { StoreUnavailableError } from '../../../src/application/ports/seat-repository.port.ts'
import { bookedSeat, seatChange } from '../../builders/seat-change.ts'
import { seatRepositoryContract } from '../../contracts/seat-repository.contract.ts'
import { FakeSeatRepository } from '../../fakes/fake-seat-repository.ts'

const silent = { announce: () => undefined }

seatRepositoryContract('AnnouncedSeats', async () => {
  const store = new FakeSeatRepository('', [])
  const repository = Object.assign(
    new AnnouncedSeats({ seats: store, feed: silent }, () => undefined),
    {
      findHold: store.findHold.bind(store),
      findHoldByToken: store.findHoldByToken.bind(store),
      countHolds: store.countHolds.bind(store),
      findBooking: store.findBooking.bind(store),
    },
  )
  return { repository, events: new InMemoryEventRepository(store) }
})

describe('what becomes of each change', () => {
  let store: FakeSeatRepository
  let seats: AnnouncedSeats
  let told: SaveOutcome[]
  let announced: string[]
  beforeEach(() => {
    store = new FakeSeatRepository('', [])
    store.addSeats('gala', ['A-1'])
    told = []
    announced = []
    const feed = { announce: (eventId: string) => void announced.push(eventId) }
    seats = new AnnouncedSeats(
      { seats: store, feed },
      (_change, outcome) => void told.push(outcome),
    )
  })

  test('is told before the one who saves knows', async () => {
    const change = seatChange([bookedSeat('A-1', 1)])
    expect(await seats.save(change)).toBe('saved')
    expect(await seats.save(change)).toBe('conflict')

    expect(told).toEqual(['saved', 'conflict'])
  })

  test('is told also when nobody knows it', async () => {
    store.saveError = new StoreUnavailableError('away')
    await expect(seats.save(seatChange([bookedSeat('A-1', 1)]))).rejects.toThrow('away')

    expect(told).toEqual(['unknown'])
  })

  test('is announced when something was saved, or may have been', async () => {
    const change = seatChange([bookedSeat('A-1', 1)])
    await seats.save(change)
    expect(announced).toEqual(['gala'])
    await seats.save(change)
    expect(announced).toEqual(['gala'])

    store.saveError = new StoreUnavailableError('away')
    await expect(seats.save(change)).rejects.toThrow('away')
    expect(announced).toEqual(['gala', 'gala'])
  })
})
