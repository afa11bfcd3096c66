import { afterAll, beforeAll, expect, test } from '@jest/globals'

import { CountedEmbeddedService } from '../drivers/counted-embedded-service.ts'

const CROWD = 64

let service: CountedEmbeddedService
beforeAll(async () => {
  service = await CountedEmbeddedService.start()
})
afterAll(() => service.stop())

/** What so many bookings of one event take in one transaction. */
const costOf = (bookings: number, { keys = false } = {}) => ({
  transactions: 1,
  // The event is read once, and its revision is written once. The seat, the booking and the key are each read, to
  // compare them with what the change was decided on, and written. The history gets an entry.
  statements: 2 + bookings * (keys ? 7 : 5),
})

test.each([{ keys: false }, { keys: true }])(
  'a booking alone takes one transaction, with %o',
  async (options) => {
    const seats = service.newSeats(1)

    expect(await service.costOf(() => service.book(seats, options))).toEqual(costOf(1, options))
  },
)

test.each([{ keys: false }, { keys: true }])(
  `${CROWD} bookings at once share one transaction, with %o`,
  async (options) => {
    const seats = service.newSeats(CROWD)

    expect(await service.costOf(() => service.book(seats, options))).toEqual(costOf(CROWD, options))
  },
)

test('bookings of seats that are booked read the event and the seat, and take no transaction', async () => {
  const seats = service.newSeats(CROWD)
  await service.book(seats)
  const bookAgain = async () => {
    expect(new Set(await service.book(seats))).toEqual(new Set(['booked']))
  }

  expect(await service.costOf(bookAgain)).toEqual({ transactions: 0, statements: 2 * CROWD })
})
