import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'

import { CountedService } from '../drivers/counted-service.ts'

const CROWD = 64

let service: CountedService
beforeAll(async () => {
  service = await CountedService.start()
})
afterAll(() => service.stop())

/** The cost of locking this number of seats by one command, and releasing them by one. */
const locksOf = (seats: number) => ({ eval: 2, set: seats, get: seats, del: seats })

describe('a single booking', () => {
  test.each([{ keys: false }, { keys: true }])(
    'takes one statement, one lock, one release and one announcement, with %o',
    async (options) => {
      const seats = service.newSeats(1)
      const cost = await service.costOf(() => service.book(seats, options))

      expect(cost).toEqual({ postgres: 1, redis: { ...locksOf(1), publish: 1 } })
    },
  )

  test('writes one row each for the seat, the booking, the history and the revision', async () => {
    const rows = await service.rowsWritten(() => service.book(service.newSeats(1)))

    expect(rows).toEqual({ seats: 1, bookings: 1, history: 1, revisions: 1 })
  })

  test('with an idempotency key writes one more row', async () => {
    const rows = await service.rowsWritten(() => service.book(service.newSeats(1), { keys: true }))

    expect(rows).toEqual({ seats: 1, bookings: 1, history: 1, revisions: 1, requests: 1 })
  })

  test('of a booked seat takes one statement, and writes nothing', async () => {
    const seats = service.newSeats(1)
    await service.book(seats)
    const book = async () => {
      expect(await service.book(seats)).toEqual(['booked'])
    }

    expect(await service.costOf(book)).toEqual({ postgres: 1, redis: locksOf(1) })
    expect(await service.rowsWritten(book)).toEqual({})
  })

  test('of an unknown seat takes two statements, and writes nothing', async () => {
    const book = async () => {
      expect(await service.book(['no such seat'])).toEqual(['unknown-seat'])
    }

    expect(await service.costOf(book)).toEqual({ postgres: 2, redis: locksOf(1) })
    expect(await service.rowsWritten(book)).toEqual({})
  })

  test('of a seat locked by another instance takes one command, and no statement', async () => {
    const [seat = ''] = service.newSeats(1)
    await service.lockElsewhere(seat)
    const book = async () => {
      expect(await service.book([seat])).toEqual(['locked'])
    }

    expect(await service.costOf(book)).toEqual({ postgres: 0, redis: { eval: 1, set: 1, get: 1 } })
  })
})

describe(`${CROWD} concurrent bookings`, () => {
  test.each([{ keys: false }, { keys: true }])(
    'take as many statements and round trips as a single one, with %o',
    async (options) => {
      const seats = service.newSeats(CROWD)
      const cost = await service.costOf(() => service.book(seats, options))

      expect(cost).toEqual({ postgres: 1, redis: { ...locksOf(CROWD), publish: 1 } })
    },
  )

  test('write one row for each seat, booking and history entry, and one revision', async () => {
    const rows = await service.rowsWritten(() => service.book(service.newSeats(CROWD)))

    expect(rows).toEqual({ seats: CROWD, bookings: CROWD, history: CROWD, revisions: 1 })
  })

  test('of the same seat cost as much as a single one: the others are refused without a call', async () => {
    const [seat = ''] = service.newSeats(1)
    const crowd = Array<string>(CROWD).fill(seat)
    const cost = await service.costOf(async () => {
      const results = await service.book(crowd)
      expect(results.filter((result) => result === 'locked')).toHaveLength(CROWD - 1)
    })

    expect(cost).toEqual({ postgres: 1, redis: { ...locksOf(1), publish: 1 } })
  })

  test('of booked seats take one statement, and write nothing', async () => {
    const seats = service.newSeats(CROWD)
    await service.book(seats)
    const book = () => service.book(seats)

    expect(await service.costOf(book)).toEqual({ postgres: 1, redis: locksOf(CROWD) })
    expect(await service.rowsWritten(book)).toEqual({})
  })
})
