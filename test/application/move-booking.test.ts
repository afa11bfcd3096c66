import { beforeEach, expect, test } from '@jest/globals'

import { UseCaseFixture } from '../drivers/use-case-fixture.ts'

let office: UseCaseFixture
beforeEach(() => {
  office = new UseCaseFixture()
})

function move(moves: readonly (readonly [from: string, to: string])[], over: object = {}) {
  return office.move(
    'b-1',
    moves.map(([from, to]) => ({ from, to })),
    over,
  )
}

test('moves seats of a booking in one change', async () => {
  await office.book('b-1', ['A-1', 'A-2'])

  const moved = await move([['A-1', 'A-3']])
  const booking = await office.seats.findBooking('b-1')
  expect(moved).toEqual({ outcome: 'done', result: booking })
  expect(booking).toMatchObject({ version: 2, seatIds: ['A-3', 'A-2'] })
  expect(await office.states()).toMatchObject({
    'A-1': 'available',
    'A-2': 'booked',
    'A-3': 'booked',
  })
  const change = office.seats.changes.at(-1)
  expect(change?.seats.map(({ to }) => to.id)).toEqual(['A-1', 'A-3'])
  expect(change?.action).toBe('moved')
})

test('moves nothing if a new seat is not available, or a seat is not of the booking', async () => {
  await office.book('b-1', ['A-1', 'A-2'])
  await office.book('b-2', ['A-3'])
  const before = await office.states()

  expect(await move([['A-1', 'A-3']])).toMatchObject({
    refusal: { reason: 'not-available', conflicts: [{ seatId: 'A-3', reason: 'booked' }] },
  })
  expect(await move([['A-4', 'A-5']])).toMatchObject({
    refusal: { reason: 'not-in-booking', seatIds: ['A-4'] },
  })
  expect(await move([['Z-9', 'A-5']])).toMatchObject({
    refusal: { reason: 'not-in-booking', seatIds: ['Z-9'] },
  })
  expect(await move([['A-1', 'A-4']], { bookingId: 'b-9' })).toMatchObject({
    refusal: { reason: 'unknown-booking' },
  })
  expect(await office.states()).toEqual(before)
})

test('keeps the cancellation of a seat: the booking cannot get that seat back', async () => {
  await office.book('b-1', ['A-1', 'A-2', 'A-3'])
  const cancelled = { actor: 'seller', requestId: 'r-2', bookingId: 'b-1', seatIds: ['A-2'] }
  await office.useCases.cancelBooking.execute(cancelled)
  const [before, states] = [await office.seats.findBooking('b-1'), await office.states()]

  const moves = [['A-3', 'A-4'] as const, ['A-1', 'A-2'] as const]
  expect(await move(moves)).toEqual({
    outcome: 'refused',
    refusal: { reason: 'cancelled-before', seatIds: ['A-2'] },
  })
  expect(await office.seats.findBooking('b-1')).toEqual(before)
  expect(await office.states()).toEqual(states)
})

test('moves once for a retry', async () => {
  await office.book('b-1', ['A-1'])
  const keyed = { idempotencyKey: 'k-1' }
  const first = await move([['A-1', 'A-2']], keyed)

  expect(await move([['A-1', 'A-2']], keyed)).toEqual(first)
  expect(await office.seats.findBooking('b-1')).toMatchObject({ version: 2 })
})
