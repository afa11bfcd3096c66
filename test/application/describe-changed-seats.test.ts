import { expect, test } from '@jest/globals'

import { StoreUnavailableError } from '../../src/application/ports/store-unavailable-error.ts'
import { DescribeChangedSeats } from '../../src/application/queries/describe-changed-seats.ts'
import { Hall } from '../../src/domain/best-seats/hall.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'

const PRICES = { currency: 'EUR', byCategory: { Seat: 4_500 } }
const GALA = eventWithSeats('gala', ['A-1', 'A-2'], { prices: PRICES })

function describeSeats(readHall: () => Promise<Hall>) {
  const ports = { halls: { findHall: readHall }, summaries: { findSummary: () => GALA } }
  return new DescribeChangedSeats(ports).execute('gala', ['A-2', 'A-1'])
}

test('the seats of a changed booking have labels and prices', async () => {
  expect(await describeSeats(async () => new Hall(GALA.plan))).toMatchObject({
    seats: [
      { seatId: 'A-2', category: 'Seat', price: 4_500 },
      { seatId: 'A-1', category: 'Seat', price: 4_500 },
    ],
    total: { amount: 9_000, currency: 'EUR' },
  })
})

test('they have neither while the store is unavailable', async () => {
  const unavailable = () => Promise.reject(new StoreUnavailableError('unavailable'))
  const unlabelled = { zone: '', row: '', number: '', category: '', price: undefined }
  expect(await describeSeats(unavailable)).toEqual({
    seats: [
      { seatId: 'A-2', ...unlabelled },
      { seatId: 'A-1', ...unlabelled },
    ],
    total: undefined,
  })
})

test('any other error fails', async () => {
  const fault = () => Promise.reject(new Error('a fault'))
  await expect(describeSeats(fault)).rejects.toThrow('a fault')
})
