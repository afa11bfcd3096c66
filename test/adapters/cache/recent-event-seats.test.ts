import { expect, test } from '@jest/globals'

import { RecentEventSeats } from '../../../src/adapters/cache/recent-event-seats.ts'
import { EventSeats } from '../../../src/application/event-seats/event-seats.ts'
import { bookedSeat } from '../../builders/seat-change.ts'
import { keptSeatsContract } from '../../contracts/kept-seats.contract.ts'

const SEATS_MAX = 500

keptSeatsContract('RecentEventSeats', () => new RecentEventSeats(SEATS_MAX))

/** The seats of an event. Each refresh adds one of these numbers of booked seats. */
async function seatsOf(...bookedCounts: number[]): Promise<EventSeats> {
  let revision = 0
  const seatsSince = async () => {
    const count = bookedCounts[revision] ?? 0
    const seats = Array.from({ length: count }, (_, i) => bookedSeat(`${revision}-${i}`, 1))
    return { revision: ++revision, tag: '', isComplete: revision === 1, seats }
  }
  const seats = new EventSeats('any', {
    seatsSince: { seatsSince },
    areas: { findAreas: async () => undefined },
    clock: { now: () => new Date(0) },
  })
  await seats.refresh()
  return seats
}

test('drops the least recently used events when there are too many taken seats', async () => {
  const cache = new RecentEventSeats<EventSeats>(SEATS_MAX)
  const [a, b, c] = [await seatsOf(300), await seatsOf(100), await seatsOf(150)]
  cache.set('a', a)
  cache.set('b', b)
  cache.set('a', a)
  cache.set('c', c)

  expect(['a', 'b', 'c'].map((id) => cache.get(id))).toEqual([a, undefined, c])
})

test('counts the seats that an event has at its last use', async () => {
  const cache = new RecentEventSeats<EventSeats>(SEATS_MAX)
  const [a, b] = [await seatsOf(1), await seatsOf(250, 249)]
  cache.set('a', a)
  cache.set('b', b)
  expect(cache.get('a')).toBe(a)
  await b.refresh()
  cache.set('b', b)

  expect(['a', 'b'].map((id) => cache.get(id))).toEqual([undefined, b])
})

test('keeps the last used event with any number of seats', async () => {
  const cache = new RecentEventSeats<EventSeats>(SEATS_MAX)
  const seats = await seatsOf(600)
  cache.set('a', seats)

  expect(cache.get('a')).toBe(seats)
  cache.delete('a')
  expect(cache.get('a')).toBeUndefined()
})
