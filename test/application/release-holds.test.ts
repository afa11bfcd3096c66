import { beforeEach, expect, test } from '@jest/globals'

import { RELEASED_HOLDS_MAX } from '../../src/application/commands/release-holds.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import { MINUTE_MS, UseCaseFixture } from '../drivers/use-case-fixture.ts'

let office: UseCaseFixture

beforeEach(async () => {
  // With a limit, holds are stored with their clients.
  office = new UseCaseFixture({ holdsPerClientMax: 1_000_000 })
  await office.events.addEvent(eventWithSeats('gala', ['A-1', 'A-2', 'A-3']))
})

function releaseHolds(over: object = {}) {
  const command = { actor: 'admin', requestId: 'r-9', eventId: 'gala' }
  return office.useCases.releaseHolds.execute({ ...command, ...over })
}

const done = (holds: number, seats: number, isComplete = true) => ({
  outcome: 'done',
  result: { holds, seats, isComplete },
})

test('releases the active holds of an event, without their tokens', async () => {
  await office.hold('h-1', ['A-1', 'A-2'])
  await office.hold('h-2', ['A-3'])
  await office.hold('h-3', ['7'], { eventId: 'default' })

  expect(await releaseHolds()).toEqual(done(2, 3))
  expect(await office.states()).toMatchObject({
    'A-1': 'available',
    'A-2': 'available',
    'A-3': 'available',
  })
  expect(await office.seats.find('default', ['7'])).toMatchObject([{ status: 'held' }])
  expect(await releaseHolds()).toEqual(done(0, 0))
})

test('releases only the holds of the client, if it names one', async () => {
  await office.hold('h-1', ['A-1'], { clientId: 'a client' })
  await office.hold('h-2', ['A-2'], { clientId: 'another client' })

  expect(await releaseHolds({ clientId: 'a client' })).toEqual(done(1, 1))
  expect(await office.states()).toMatchObject({ 'A-1': 'available', 'A-2': 'held' })
})

test('leaves out holds that have expired, or were confirmed', async () => {
  await office.hold('h-1', ['A-1'], { ttlMs: MINUTE_MS })
  await office.hold('h-2', ['A-2'])
  await office.confirm('h-2', 'b-1')
  office.clock.advance(MINUTE_MS)

  expect(await releaseHolds()).toEqual(done(0, 0))
  expect(await office.states()).toMatchObject({ 'A-2': 'booked' })
})

test('goes on after a locked hold, and says that one is left', async () => {
  await office.hold('h-1', ['A-1'])
  await office.hold('h-2', ['A-2'])
  await office.lock.acquire({ eventId: 'gala', seatIds: ['A-1'], ttlMs: MINUTE_MS })

  expect(await releaseHolds()).toEqual(done(1, 1, false))
  expect(await office.states()).toMatchObject({ 'A-1': 'held', 'A-2': 'available' })
})

test('does not count a hold that ends meanwhile, and is complete without it', async () => {
  await office.hold('h-1', ['A-1'])
  await office.hold('h-2', ['A-2'])
  office.seats.beforeSave = async () => {
    office.seats.beforeSave = undefined
    await office.confirm('h-2', 'b-1')
  }

  expect(await releaseHolds()).toEqual(done(1, 1))
  expect(await office.states()).toMatchObject({ 'A-1': 'available', 'A-2': 'booked' })
})

test('is refused if the event does not exist', async () => {
  expect(await releaseHolds({ eventId: 'no such event' })).toEqual({
    outcome: 'refused',
    refusal: { reason: 'unknown-event' },
  })
})

test.each([
  [RELEASED_HOLDS_MAX - 1, RELEASED_HOLDS_MAX - 1, true],
  [RELEASED_HOLDS_MAX + 1, RELEASED_HOLDS_MAX, false],
])('of %d holds it releases %d, complete: %s', async (placed, released, isComplete) => {
  const seatIds = Array.from({ length: placed }, (_, index) => `S-${index}`)
  await office.events.addEvent(eventWithSeats('large', seatIds))
  for (const seatId of seatIds) {
    await office.hold(`h-${seatId}`, [seatId], { eventId: 'large' })
  }

  expect(await releaseHolds({ eventId: 'large' })).toEqual(done(released, released, isComplete))
})
