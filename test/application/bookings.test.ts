import { beforeEach, describe, expect, test } from '@jest/globals'

import { bookSeatCommand } from '../builders/book-seat-command.ts'
import { codeOf } from '../builders/seat-change.ts'
import { MINUTE_MS, UseCaseFixture } from '../drivers/use-case-fixture.ts'

let office: UseCaseFixture

beforeEach(() => {
  office = new UseCaseFixture()
})

const done = { outcome: 'done', result: null }
const refused = (reason: string) => ({ outcome: 'refused', refusal: { reason } })

describe('booking several seats', () => {
  test('books all of them in one booking', async () => {
    expect(await office.book('b-1', ['A-2', 'A-1'], { reference: 'group' })).toEqual({
      outcome: 'done',
      result: { bookingId: 'b-1', code: codeOf('b-1') },
    })
    expect(await office.seats.findBooking('b-1')).toEqual({
      id: 'b-1',
      code: codeOf('b-1'),
      version: 1,
      cancelledSeatIds: [],
      eventId: 'gala',
      seatIds: ['A-2', 'A-1'],
      bookedAt: office.clock.now(),
      reference: 'group',
    })
  })

  test('books none if one is not available', async () => {
    await office.hold('h-1', ['A-2'])
    expect(await office.book('b-1', ['A-1', 'A-2'])).toMatchObject({
      refusal: { conflicts: [{ seatId: 'A-2', reason: 'held' }] },
    })
    expect(await office.states()).toMatchObject({ 'A-1': 'available' })
    expect(await office.seats.findBooking('b-1')).toBeUndefined()
  })

  test('is refused while one is locked', async () => {
    await office.lock.acquire({ eventId: 'gala', seatIds: ['A-2'], ttlMs: 1_000 })
    expect(await office.book('b-1', ['A-1', 'A-2'])).toEqual(refused('locked'))
  })

  test('has the same content as booking one seat, so that a retry is recognised by either', async () => {
    const same = { idempotencyKey: 'k-1', reference: 'order 7' }
    await office.useCases.bookSeat.execute(bookSeatCommand(same))

    expect(await office.book('b-2', ['A-1'], same)).toEqual({
      outcome: 'done',
      result: { bookingId: 'b-1', code: codeOf('b-1') },
    })
  })
})

describe('cancelling a booking', () => {
  test('makes its seats available, and keeps the booking as cancelled', async () => {
    await office.book('b-1', ['A-1', 'A-2'])
    office.clock.advance(MINUTE_MS)

    expect(await office.cancel('b-1')).toEqual(done)
    expect(await office.book('b-2', ['A-2'])).toMatchObject({ outcome: 'done' })
    expect(await office.seats.findBooking('b-1')).toMatchObject({ cancelledAt: office.clock.now() })
  })

  test('a second time does not affect a later booking of the same seats', async () => {
    await office.book('b-1', ['A-1'])
    await office.cancel('b-1')
    await office.book('b-2', ['A-1'])

    expect(await office.cancel('b-1')).toEqual(done)
    expect(await office.seats.find('gala', ['A-1'])).toMatchObject([{ bookingId: 'b-2' }])
  })

  test('that does not exist is refused', async () => {
    expect(await office.cancel('b-9')).toEqual(refused('unknown-booking'))
  })
})

describe('blocking seats', () => {
  test('takes them off sale, including those that are already blocked', async () => {
    await office.block(['A-1'])
    expect(await office.block(['A-1', 'A-2'])).toEqual(done)
    expect(await office.states()).toMatchObject({ 'A-1': 'blocked', 'A-2': 'blocked' })
    expect(await office.book('b-1', ['A-1'])).toMatchObject({
      refusal: { conflicts: [{ seatId: 'A-1', reason: 'blocked' }] },
    })
  })

  test('changes none of them if one is booked', async () => {
    await office.book('b-1', ['A-1'])
    expect(await office.block(['A-1', 'A-2'])).toMatchObject({
      refusal: { conflicts: [{ seatId: 'A-1', reason: 'booked' }] },
    })
    expect(await office.states()).toMatchObject({ 'A-2': 'available' })
  })

  test('can be reverted, without a change of seats that are not blocked', async () => {
    await office.block(['A-1'])
    await office.book('b-1', ['A-2'])

    expect(await office.unblock(['A-1', 'A-2', 'A-3'])).toEqual(done)
    expect(await office.unblock(['A-1'])).toEqual(done)
    expect(await office.states()).toMatchObject({ 'A-1': 'available', 'A-2': 'booked' })
  })
})

test('a reused key is refused even if the request would change nothing', async () => {
  const key = { idempotencyKey: 'k-1' }
  await office.block(['A-1'])
  await office.book('b-1', ['A-2'], key)

  const blocked = await office.useCases.blockSeats.execute({
    eventId: 'gala',
    seatIds: ['A-1'],
    actor: 'admin',
    requestId: 'r-1',
    ...key,
  })

  expect(blocked).toEqual({ outcome: 'refused', refusal: { reason: 'key-reused' } })
})

test('the history has every change, in order', async () => {
  await office.hold('h-1', ['A-1', 'A-2'])
  office.clock.advance(MINUTE_MS)
  await office.extend('h-1')
  await office.confirm('h-1', 'b-1')
  await office.cancel('b-1')
  await office.block(['A-1'])
  await office.unblock(['A-1'])
  await office.book('b-2', ['A-1'])

  const entries = await office.seats.history({ eventId: 'gala', seatId: 'A-1', limit: 100 })
  expect(
    entries.map(({ version, action, holdId, bookingId, actor }) => [
      version,
      action,
      holdId,
      bookingId,
      actor,
    ]),
  ).toEqual([
    [1, 'held', 'h-1', undefined, 'public'],
    [2, 'extended', 'h-1', undefined, 'public'],
    [3, 'confirmed', 'h-1', 'b-1', 'public'],
    [4, 'cancelled', undefined, 'b-1', 'seller'],
    [5, 'blocked', undefined, undefined, 'admin'],
    [6, 'unblocked', undefined, undefined, 'admin'],
    [7, 'booked', undefined, 'b-2', 'seller'],
  ])
  expect(entries.map((entry) => entry.revision)).toEqual([1, 2, 3, 4, 5, 6, 7])
})
