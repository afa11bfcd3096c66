import { beforeEach, describe, expect, test } from '@jest/globals'

import {
  AnnouncedSeats,
  InProcessSeatFeed,
  type SaveOutcome,
} from '../../../src/adapters/announcing/change-announcements.ts'
import { InMemoryEventRepository } from '../../../src/adapters/memory/in-memory-event-repository.ts'
import { StoreUnavailableError } from '../../../src/application/ports/store-unavailable-error.ts'
import type { SavedAction } from '../../../src/domain/history.ts'
import { bookedSeat, seatChange } from '../../builders/seat-change.ts'
import { seatFeedContract } from '../../contracts/seat-feed.contract.ts'
import { seatRepositoryContract } from '../../contracts/seat-repository.contract.ts'
import { FakeSeatRepository } from '../../fakes/fake-seat-repository.ts'

const silent = { announce: () => undefined }
const unmetered = { seatsSaved: () => undefined }

seatRepositoryContract('AnnouncedSeats', async () => {
  const store = new FakeSeatRepository('', [])
  const repository = Object.assign(
    new AnnouncedSeats({ seats: store, feed: silent, metrics: unmetered }),
    {
      findHold: store.findHold.bind(store),
      findHoldByToken: store.findHoldByToken.bind(store),
      findHoldsByCode: store.findHoldsByCode.bind(store),
      activeHolds: store.activeHolds.bind(store),
      countHolds: store.countHolds.bind(store),
      findBooking: store.findBooking.bind(store),
      findBookings: store.findBookings.bind(store),
    },
  )
  return { repository, events: new InMemoryEventRepository(store) }
})

seatFeedContract('InProcessSeatFeed', async () => {
  const feed = new InProcessSeatFeed()
  return { feed, other: feed }
})

describe('AnnouncedSeats', () => {
  let store: FakeSeatRepository
  let seats: AnnouncedSeats
  let counted: [SavedAction, SaveOutcome][]
  let announced: string[]
  beforeEach(() => {
    store = new FakeSeatRepository('', [])
    store.addSeats('gala', ['A-1'])
    counted = []
    announced = []
    seats = new AnnouncedSeats({
      seats: store,
      feed: { announce: (eventId) => void announced.push(eventId) },
      metrics: { seatsSaved: (action, outcome) => void counted.push([action, outcome]) },
    })
  })

  test('counts each change before the save returns', async () => {
    const change = seatChange([bookedSeat('A-1', 1)])
    expect(await seats.save(change)).toBe('saved')
    expect(await seats.save(change)).toBe('conflict')

    expect(counted).toEqual([
      ['booked', 'saved'],
      ['booked', 'conflict'],
    ])
  })

  test('counts a change with an unknown outcome', async () => {
    store.saveError = new StoreUnavailableError('unavailable')
    await expect(seats.save(seatChange([bookedSeat('A-1', 1)]))).rejects.toThrow('unavailable')

    expect(counted).toEqual([['booked', 'unknown']])
  })

  test('announces a change that was saved or may have been saved', async () => {
    const change = seatChange([bookedSeat('A-1', 1)])
    await seats.save(change)
    expect(announced).toEqual(['gala'])
    await seats.save(change)
    expect(announced).toEqual(['gala'])

    store.saveError = new StoreUnavailableError('unavailable')
    await expect(seats.save(change)).rejects.toThrow('unavailable')
    expect(announced).toEqual(['gala', 'gala'])
  })
})
