import { afterAll, beforeAll, expect, test } from '@jest/globals'

import { CountedEmbeddedService } from '../drivers/counted-embedded-service.ts'

const CROWD = 64

let service: CountedEmbeddedService
beforeAll(async () => {
  service = await CountedEmbeddedService.start()
})
afterAll(() => service.stop())

/** The cost of this number of bookings of one event in one transaction. */
const costOf = (bookings: number, { keys = false } = {}) => ({
  transactions: 1,
  // The event is read once, and its revision is written once. The seat and the key are each compared and written. The
  // booking and an entry of the history are inserted.
  statements: 2 + bookings * (keys ? 6 : 4),
})

test.each([{ keys: false }, { keys: true }])(
  'a single booking takes one transaction, with %o',
  async (options) => {
    const seats = service.newSeats(1)

    expect(await service.costOf(() => service.book(seats, options))).toEqual(costOf(1, options))
  },
)

test.each([{ keys: false }, { keys: true }])(
  `${CROWD} concurrent bookings share one transaction, with %o`,
  async (options) => {
    const seats = service.newSeats(CROWD)

    expect(await service.costOf(() => service.book(seats, options))).toEqual(costOf(CROWD, options))
  },
)

test('refused bookings of booked seats read the event and the seat, without a transaction', async () => {
  const seats = service.newSeats(CROWD)
  await service.book(seats)
  const bookAgain = async () => {
    expect(new Set(await service.book(seats))).toEqual(new Set(['booked']))
  }

  expect(await service.costOf(bookAgain)).toEqual({ transactions: 0, statements: 2 * CROWD })
})

test('a start with a complete default event reads only its number of seats', async () => {
  const cost = await service.costOf(() => service.setUpEvents())

  expect(cost).toEqual({ transactions: 0, statements: 1 })
})
