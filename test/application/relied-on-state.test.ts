import { beforeEach, expect, test } from '@jest/globals'

import type { StateAsRead } from '../../src/application/ports/seat-repository.port.ts'
import { UseCaseFixture } from '../drivers/use-case-fixture.ts'

const key = { idempotencyKey: 'k-1' }

let office: UseCaseFixture
/** What answers relied on, in order. The store confirms that it is durable and still the case. */
let reliedOn: StateAsRead[]

beforeEach(() => {
  office = new UseCaseFixture()
  reliedOn = []
  const acknowledge = office.seats.acknowledge.bind(office.seats)
  office.seats.acknowledge = (state) => {
    reliedOn.push(state)
    return acknowledge(state)
  }
})

/** Each answer that changes nothing because of a hold. */
const OF_A_HOLD: readonly (readonly [name: string, act: () => Promise<unknown>])[] = [
  ['a retried hold', () => office.hold('h-2', ['A-1', 'A-2'], key)],
  ['a hold of the same seats', () => office.hold('h-2', ['A-1'], { ownTokenDigest: token })],
  ['an extension to the same deadline', () => office.extend('h-1', { ttlMs: 60_000 })],
  ['a release of seats that the hold does not have', () => office.releaseSeats('h-1', ['A-5'])],
]
const token = 'token of h-1'

test.each(OF_A_HOLD)('%s relies on the hold', async (_, act) => {
  await office.hold('h-1', ['A-1', 'A-2'], key)

  expect(await act()).toMatchObject({ outcome: 'done' })
  expect(reliedOn).toMatchObject([{ eventId: 'gala', hold: { id: 'h-1', version: 1 } }])
})

test('a retried extension relies on the hold', async () => {
  await office.hold('h-1', ['A-1'])
  office.clock.advance(60_000)
  await office.extend('h-1', key)
  expect(await office.extend('h-1', key)).toMatchObject({ outcome: 'done' })

  expect(reliedOn).toMatchObject([{ hold: { id: 'h-1', version: 2 } }])
})

test('a second release relies on the hold, and a second confirmation on the booking as well', async () => {
  await office.hold('h-1', ['A-1'])
  await office.release('h-1')
  await office.release('h-1')
  await office.releaseSeats('h-1', ['A-1'])
  const released = { id: 'h-1', end: { kind: 'released' } }
  expect(reliedOn).toMatchObject([{ hold: released }, { hold: released }])

  await office.hold('h-2', ['A-2'])
  await office.confirm('h-2', 'b-2')
  await office.confirm('h-2', 'b-3')
  expect(reliedOn.slice(2)).toMatchObject([{ hold: { id: 'h-2' }, booking: { id: 'b-2' } }])
})

test('seats that need no change to be released or blocked are relied on as they were read', async () => {
  await office.hold('h-1', ['A-1', 'A-2'])
  office.clock.advance(10 * 60_000)
  await office.book('b-1', ['A-2'])
  await office.release('h-1')
  expect(reliedOn).toMatchObject([{ seats: [{ id: 'A-2', status: 'booked' }] }])

  await office.block(['A-3'])
  await office.block(['A-3', 'A-4'])
  await office.block(['A-3', 'A-4'])
  expect(reliedOn.slice(1)).toMatchObject([
    { seats: [{ id: 'A-3', status: 'blocked' }] },
    { seats: [{ id: 'A-3' }, { id: 'A-4' }] },
  ])

  await office.unblock(['A-3', 'A-5'])
  await office.unblock(['A-3'])
  expect(reliedOn.slice(3)).toMatchObject([
    { seats: [{ id: 'A-5', status: 'available' }] },
    { seats: [{ id: 'A-3', status: 'available' }] },
  ])
})

test('a repeated cancellation, change of reference or move relies on the booking', async () => {
  await office.book('b-1', ['A-1', 'A-2', 'A-3'])
  await office.cancelSeats('b-1', ['A-1'])
  await office.cancelSeats('b-1', ['A-1'])
  expect(reliedOn).toMatchObject([{ booking: { id: 'b-1', version: 2 } }])

  await office.changeReference('b-1', 'order 8')
  await office.changeReference('b-1', 'order 8')
  expect(reliedOn.slice(1)).toMatchObject([{ booking: { id: 'b-1', version: 3 } }])

  await office.move('b-1', [{ from: 'A-2', to: 'A-4' }], key)
  await office.move('b-1', [{ from: 'A-2', to: 'A-4' }], key)
  expect(reliedOn.slice(2)).toMatchObject([{ booking: { id: 'b-1', version: 4 } }])
})
