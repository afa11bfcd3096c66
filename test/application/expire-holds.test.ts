import { beforeEach, expect, test } from '@jest/globals'

import { MINUTE_MS, UseCaseFixture } from '../drivers/use-case-fixture.ts'

let office: UseCaseFixture

beforeEach(() => {
  office = new UseCaseFixture({ seatsMax: 30 })
})

const expire = () => office.useCases.expireHolds.execute({ requestId: 'sweep' })

test('all seats of a hold expire in one change, even if they do not fit into one batch', async () => {
  const seatIds = Array.from({ length: 330 }, (_, i) => `B-${i}`)
  office.seats.addSeats('gala', seatIds)
  const holds = Array.from({ length: 11 }, (_, i) => seatIds.slice(i * 30, (i + 1) * 30))
  for (const [i, ofHold] of holds.entries()) await office.hold(`h-${i}`, ofHold)
  const version = (await office.seats.findHold('h-0'))?.version
  office.clock.advance(10 * MINUTE_MS + 1)

  await expire()

  const history = await office.seats.history({ eventId: 'gala', limit: 1_000 })
  const expired = history.filter(({ action }) => action === 'expired')
  const changes = Map.groupBy(expired, ({ revision }) => revision)
  expect(Array.from(changes.values(), (seats) => seats.length)).toEqual(holds.map(() => 30))
  // A seller who has read the hold before can still confirm it.
  expect((await office.seats.findHold('h-0'))?.version).toBe(version)
})

test('a seat of the hold that somebody else has by then stays with them', async () => {
  await office.hold('h-1', ['A-1', 'A-2', 'A-3'])
  office.clock.advance(10 * MINUTE_MS + 1)
  await office.book('b-1', ['A-2'])
  await office.hold('h-2', ['A-3'])

  await expire()
  expect(await office.states()).toMatchObject({
    'A-1': 'available',
    'A-2': 'booked',
    'A-3': 'held',
  })
})

test('a hold stays that is extended meanwhile, by an instance whose clock is behind', async () => {
  await office.hold('h-1', ['A-1'])
  office.clock.advance(10 * MINUTE_MS + 1)
  const find = office.seats.expiredSeats.bind(office.seats)
  office.seats.expiredSeats = async (query) => {
    const found = await find(query)
    office.clock.advance(-MINUTE_MS)
    await office.extend('h-1')
    return found
  }

  await expire()
  expect(await office.states()).toMatchObject({ 'A-1': 'held' })
})

test('ends while another instance records the same holds, even if they fill a batch', async () => {
  const seatIds = Array.from({ length: 330 }, (_, i) => `B-${i}`)
  office.seats.addSeats('gala', seatIds)
  for (const seatId of seatIds) await office.hold(`h-${seatId}`, [seatId])
  office.clock.advance(10 * MINUTE_MS + 1)
  office.seats.save = async () => 'conflict'

  await expire()
  expect(await office.seats.find('gala', ['B-0'])).toMatchObject([{ status: 'held' }])
})
