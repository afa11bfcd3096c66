import { beforeEach, describe, expect, test } from '@jest/globals'

import { bookSeatCommand } from '../builders/book-seat-command.ts'
import { codeOf } from '../builders/seat-change.ts'
import { MINUTE_MS, UseCaseFixture } from '../drivers/use-case-fixture.ts'

let office: UseCaseFixture

beforeEach(() => {
  office = new UseCaseFixture()
})

const move = (bookingId: string, from: string, to: string) =>
  office.useCases.moveBooking.execute({
    ...{ actor: 'seller', requestId: 'r-1', bookingId, moves: [{ from, to }] },
    allowsOtherCategory: true,
  })

const doneWith = (...seatIds: string[]) => ({ outcome: 'done', result: { seatIds } })
const changed = async (bookingId: string) => {
  return { outcome: 'done', result: await office.seats.findBooking(bookingId) }
}
const refused = (reason: string) => ({ outcome: 'refused', refusal: { reason } })

describe('booking several seats', () => {
  test('books all of them in one booking', async () => {
    expect(await office.book('b-1', ['A-2', 'A-1'], { reference: 'group' })).toEqual({
      outcome: 'done',
      result: { bookingId: 'b-1', code: codeOf('b-1'), seatIds: ['A-2', 'A-1'] },
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
      result: { bookingId: 'b-1', code: codeOf('b-1'), seatIds: ['A-1'] },
    })
  })
})

describe('cancelling a booking', () => {
  test('makes its seats available, and keeps the booking as cancelled', async () => {
    await office.book('b-1', ['A-1', 'A-2'])
    office.clock.advance(MINUTE_MS)

    expect(await office.cancel('b-1')).toEqual(await changed('b-1'))
    expect(await office.book('b-2', ['A-2'])).toMatchObject({ outcome: 'done' })
    expect(await office.seats.findBooking('b-1')).toMatchObject({ cancelledAt: office.clock.now() })
  })

  test('a second time does not affect a later booking of the same seats', async () => {
    await office.book('b-1', ['A-1'])
    await office.cancel('b-1')
    await office.book('b-2', ['A-1'])

    expect(await office.cancel('b-1')).toEqual(await changed('b-1'))
    expect(await office.seats.find('gala', ['A-1'])).toMatchObject([{ bookingId: 'b-2' }])
  })

  test('that does not exist is refused', async () => {
    expect(await office.cancel('b-9')).toEqual(refused('unknown-booking'))
  })

  test('does not lock seats that are cancelled already, which may be on sale again', async () => {
    await office.book('b-1', ['A-1', 'A-2'])
    await office.cancelSeats('b-1', ['A-2'])
    await office.lock.acquire({ eventId: 'gala', seatIds: ['A-2'], ttlMs: 1_000 })

    expect(await office.changeReference('b-1', 'Row of its own')).toMatchObject({ outcome: 'done' })
    expect(await office.cancelSeats('b-1', ['A-2', 'A-1'])).toMatchObject({ outcome: 'done' })
    expect(await office.cancel('b-1')).toMatchObject({ outcome: 'done' })
    expect(await office.changeReference('b-1', undefined)).toMatchObject({ outcome: 'done' })
  })
})

describe('cancelling some seats of a booking', () => {
  test('makes only these available, and cancels the booking with its last seat', async () => {
    await office.book('b-1', ['A-1', 'A-2', 'A-3'])

    expect(await office.cancelSeats('b-1', ['A-2'])).toEqual(await changed('b-1'))
    expect(await office.states()).toMatchObject({ 'A-1': 'booked', 'A-2': 'available' })
    const partly = await office.seats.findBooking('b-1')
    expect(partly).toMatchObject({ version: 2, cancelledSeatIds: ['A-2'] })
    expect(partly?.cancelledAt).toBeUndefined()

    expect(await office.cancelSeats('b-1', ['A-3', 'A-1'])).toEqual(await changed('b-1'))
    expect(await office.seats.findBooking('b-1')).toMatchObject({
      version: 3,
      seatIds: ['A-1', 'A-3'],
      cancelledSeatIds: ['A-1', 'A-2', 'A-3'],
      cancelledAt: office.clock.now(),
    })
  })

  test('a second time changes nothing, also after another booking of the seat', async () => {
    await office.book('b-1', ['A-1', 'A-2'])
    await office.cancelSeats('b-1', ['A-2'])
    await office.book('b-2', ['A-2'])

    expect(await office.cancelSeats('b-1', ['A-2'])).toEqual(await changed('b-1'))
    expect(await office.cancel('b-1')).toEqual(await changed('b-1'))
    expect(await office.seats.find('gala', ['A-1', 'A-2'])).toMatchObject([
      { status: 'available' },
      { bookingId: 'b-2' },
    ])
  })

  test('a second time changes nothing, also after the other seats were cancelled', async () => {
    await office.book('b-1', ['A-1', 'A-2'])
    await office.cancelSeats('b-1', ['A-2'])
    await office.cancel('b-1')

    expect(await office.cancelSeats('b-1', ['A-2'])).toEqual(await changed('b-1'))
    expect(await office.cancelSeats('b-1', ['A-1', 'A-2'])).toEqual(await changed('b-1'))
    expect(await office.cancelSeats('b-1', ['A-3'])).toMatchObject({
      refusal: { reason: 'not-in-booking', seatIds: ['A-3'] },
    })
  })

  test('cancels none if one never belonged to the booking, or does not exist', async () => {
    await office.book('b-1', ['A-1', 'A-2'])
    const seatIds = ['A-3', 'Z-9']

    expect(await office.cancelSeats('b-1', ['A-1', ...seatIds])).toEqual({
      outcome: 'refused',
      refusal: { reason: 'not-in-booking', seatIds },
    })
    expect(await office.cancelSeats('b-9', ['A-1'])).toEqual(refused('unknown-booking'))
    expect(await office.states()).toMatchObject({ 'A-1': 'booked', 'A-2': 'booked' })
  })

  test('is carried out once for a retry, also after the seat was booked again', async () => {
    const key = { idempotencyKey: 'k-1' }
    await office.book('b-1', ['A-1', 'A-2'])
    await office.cancelSeats('b-1', ['A-1'], key)

    expect(await office.cancelSeats('b-1', ['A-1'], key)).toEqual(await changed('b-1'))
    expect(await office.cancel('b-1', key)).toEqual(refused('key-reused'))
    await office.book('b-2', ['A-1'])
    expect(await office.cancelSeats('b-1', ['A-1'], key)).toEqual(await changed('b-1'))
    expect(await office.states()).toMatchObject({ 'A-1': 'booked' })
  })

  test('cancels a seat that the booking has moved to', async () => {
    await office.book('b-1', ['A-1', 'A-2'])
    await move('b-1', 'A-1', 'A-3')

    expect(await office.cancelSeats('b-1', ['A-1'])).toMatchObject({
      refusal: { reason: 'not-in-booking' },
    })
    expect(await office.cancelSeats('b-1', ['A-3'])).toEqual(await changed('b-1'))
    expect(await office.states()).toMatchObject({ 'A-2': 'booked', 'A-3': 'available' })
  })
})

describe('changing the reference of a booking', () => {
  test('changes no seat, and neither the revision nor the history', async () => {
    await office.book('b-1', ['A-1'], { reference: 'order 7' })
    const { revision } = (await office.seats.seatsSince('gala')) ?? {}

    expect(await office.changeReference('b-1', 'order 8')).toEqual(await changed('b-1'))
    expect(await office.seats.findBooking('b-1')).toMatchObject({
      version: 2,
      reference: 'order 8',
    })
    expect(await office.seats.seatsSince('gala')).toMatchObject({ revision })
    expect(await office.seats.history({ eventId: 'gala', limit: 10 })).toHaveLength(1)
  })

  test('to the same one changes nothing', async () => {
    await office.book('b-1', ['A-1'], { reference: 'order 7' })

    expect(await office.changeReference('b-1', 'order 7')).toEqual(await changed('b-1'))
    expect(await office.seats.findBooking('b-1')).toMatchObject({ version: 1 })
    expect(office.seats.changes).toHaveLength(1)
  })

  test('can remove it, and can be done after the booking was cancelled', async () => {
    await office.book('b-1', ['A-1'], { reference: 'order 7' })
    await office.cancel('b-1')

    expect(await office.changeReference('b-1', undefined)).toEqual(await changed('b-1'))
    expect((await office.seats.findBooking('b-1'))?.reference).toBeUndefined()
    expect(await office.changeReference('b-9', 'order 8')).toEqual(refused('unknown-booking'))
  })

  test('is carried out once for a retry, and refused after another change', async () => {
    const key = { idempotencyKey: 'k-1' }
    await office.book('b-1', ['A-1'])
    await office.changeReference('b-1', 'order 8', key)
    expect(await office.changeReference('b-1', 'order 8', key)).toEqual(await changed('b-1'))
    expect(await office.seats.findBooking('b-1')).toMatchObject({ version: 2 })

    await office.changeReference('b-1', 'order 9')
    expect(await office.changeReference('b-1', 'order 8', key)).toEqual(refused('result-gone'))
  })
})

test.each<[string, () => Promise<unknown>]>([
  ['a cancellation', () => office.cancelSeats('b-1', ['A-1'], { idempotencyKey: 'k-1' })],
  ['a change of reference', () => office.changeReference('b-1', '7', { idempotencyKey: 'k-1' })],
  ['a move', () => office.move('b-1', [{ from: 'A-1', to: 'A-3' }], { idempotencyKey: 'k-1' })],
])('%s is answered although it is sent twice and locked the second time', async (_, change) => {
  await office.book('b-1', ['A-1', 'A-2'])
  const find = office.seats.findBooking.bind(office.seats)
  office.seats.findBooking = async (bookingId) => {
    const booking = await find(bookingId)
    office.seats.findBooking = find
    await change()
    await office.lock.acquire({ eventId: 'gala', seatIds: ['A-1'], ttlMs: 1_000 })
    return booking
  }

  expect(await change()).toEqual(await changed('b-1'))
  expect(await office.seats.findBooking('b-1')).toMatchObject({ version: 2 })
})

describe('a code that another booking of the event has', () => {
  const code = codeOf('b-1')
  beforeEach(() => office.book('b-1', ['A-1']))

  test('fails one request to book, and not the next, which has another code', async () => {
    expect(await office.book('b-2', ['A-2'], { code })).toEqual(refused('overtaken'))
    const bookSeat = (over: object) =>
      office.useCases.bookSeat.execute(
        bookSeatCommand({ seatId: 'A-2', bookingId: 'b-2', ...over }),
      )
    expect(await bookSeat({ code })).toEqual(refused('locked'))

    expect(await bookSeat({})).toMatchObject({ outcome: 'done' })
    expect(await office.book('b-3', ['A-3'])).toMatchObject({ outcome: 'done' })
  })

  test('is only looked for after a conflict', async () => {
    const findBookings = office.seats.findBookings.bind(office.seats)
    let searches = 0
    office.seats.findBookings = (query) => {
      searches++
      return findBookings(query)
    }
    await office.hold('h-1', ['A-2'], { code })
    await office.hold('h-2', ['A-3'])
    await office.confirm('h-2', 'b-3')
    expect(searches).toBe(0)

    await office.confirm('h-1', 'b-2')
    expect(searches).toBe(1)
  })

  test('is replaced when a hold with this code is confirmed, also for a retry', async () => {
    await office.hold('h-1', ['A-2'], { code })
    const key = { idempotencyKey: 'k-1' }
    const confirmed = { outcome: 'done', result: { bookingId: 'b-2', code: codeOf('b-2') } }

    expect(await office.confirm('h-1', 'b-2', key)).toMatchObject(confirmed)
    expect(await office.confirm('h-1', 'b-3', key)).toMatchObject(confirmed)
    expect(await office.confirm('h-1', 'b-4')).toMatchObject(confirmed)
    expect(await office.seats.findBooking('b-2')).toMatchObject({ code: codeOf('b-2') })
  })
})

test('confirming a hold again returns its booking with the seats that it has by then', async () => {
  await office.hold('h-1', ['A-1', 'A-2'])
  await office.confirm('h-1', 'b-1')
  await move('b-1', 'A-1', 'A-3')
  await office.cancelSeats('b-1', ['A-2'])

  expect(await office.confirm('h-1', 'b-2')).toMatchObject({
    result: { bookingId: 'b-1', seatIds: ['A-3'] },
  })
  await office.cancel('b-1')
  expect(await office.confirm('h-1', 'b-2')).toEqual(refused('hold-gone'))
})

describe('blocking seats', () => {
  test('takes them off sale, including those that are already blocked', async () => {
    await office.block(['A-1'])
    expect(await office.block(['A-1', 'A-2'])).toEqual(doneWith('A-1', 'A-2'))
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

    expect(await office.unblock(['A-1', 'A-2', 'A-3'])).toEqual(doneWith('A-1', 'A-2', 'A-3'))
    expect(await office.unblock(['A-1'])).toEqual(doneWith('A-1'))
    expect(await office.states()).toMatchObject({ 'A-1': 'available', 'A-2': 'booked' })
  })

  test('also changes a seat that was read in an outdated state', async () => {
    await office.block(['A-1'])
    const outdated = await office.seats.find('gala', ['A-1', 'A-2'])
    await office.unblock(['A-1'])
    office.seats.nextFound = outdated
    await office.block(['A-1', 'A-2'])
    expect(await office.states()).toMatchObject({ 'A-1': 'blocked', 'A-2': 'blocked' })

    await office.unblock(['A-1'])
    const outdatedAgain = await office.seats.find('gala', ['A-1', 'A-2'])
    await office.block(['A-1'])
    office.seats.nextFound = outdatedAgain
    await office.unblock(['A-1', 'A-2'])
    expect(await office.states()).toMatchObject({ 'A-1': 'available', 'A-2': 'available' })
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
  const ofSeats = entries.filter((entry) => entry.seatId !== undefined)
  expect(
    ofSeats.map(({ version, action, holdId, bookingId, actor }) => [
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

test('an event that does not exist is refused, not its seats', async () => {
  const unknown = { eventId: 'no such event' }
  for (const result of [
    await office.book('b-1', ['A-1'], unknown),
    await office.block(['A-1'], unknown),
    await office.unblock(['A-1'], unknown),
  ]) {
    expect(result).toEqual(refused('unknown-event'))
  }
})
