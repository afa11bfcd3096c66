import { describe, expect, test } from '@jest/globals'

import { StoreUnavailableError } from '../../src/application/ports/store-unavailable-error.ts'
import { PriceSeats } from '../../src/application/queries/price-seats.ts'
import { Hall } from '../../src/domain/best-seats/hall.ts'
import type { Event } from '../../src/domain/event.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'

const PRICES = { currency: 'EUR', byCategory: { Seat: 4_500 } }

function priceSeats(
  over: Partial<Event>,
  readHall = () => Promise.resolve<Hall | undefined>(undefined),
) {
  const event = eventWithSeats('gala', ['A-1', 'A-2'], over)
  return new PriceSeats({
    halls: { findHall: readHall },
    summaries: { findSummary: (id) => (id === 'gala' ? event : undefined) },
  })
}

const hall = new Hall(eventWithSeats('gala', ['A-1', 'A-2']).plan)

describe('the total of seats that a request has changed', () => {
  test('is that of their categories', async () => {
    const prices = priceSeats({ prices: PRICES }, async () => hall)
    expect(await prices.execute('gala', ['A-1', 'A-2'])).toEqual({ amount: 9_000, currency: 'EUR' })
  })

  test('of an event without prices is undefined, without a read of its plan', async () => {
    const prices = priceSeats({}, () => Promise.reject(new Error('The plan was read.')))
    expect(await prices.execute('gala', ['A-1'])).toBeUndefined()
  })

  test.each([
    ['the plan does not have the seat', async () => hall, 'B-1'],
    ['the event does not exist', async () => undefined, 'A-1'],
    [
      'the store is unavailable',
      () => Promise.reject(new StoreUnavailableError('unavailable')),
      'A-1',
    ],
  ])('is undefined if %s', async (_which, readHall, seatId) => {
    expect(await priceSeats({ prices: PRICES }, readHall).execute('gala', [seatId])).toBeUndefined()
  })

  test('fails after any other error', async () => {
    const prices = priceSeats({ prices: PRICES }, () => Promise.reject(new Error('a fault')))
    await expect(prices.execute('gala', ['A-1'])).rejects.toThrow('a fault')
  })
})
