import { expect, test } from '@jest/globals'

import { PriceList } from '../../web/seat-map/hall/price-list.ts'
import { smallHall } from './small-hall.ts'

const hall = smallHall()
const [near, far] = [hall.indexOf('A-1') ?? -1, hall.indexOf('B-1') ?? -1]
const euros = (amount: number) => ({ amount, currency: 'EUR' })

test('a seat costs what its category costs', () => {
  const prices = new PriceList(hall, { currency: 'EUR', byCategory: { Near: 4_500, Far: 2_000 } })

  expect([prices.ofSeat(near), prices.ofSeat(far)]).toEqual([euros(4_500), euros(2_000)])
  expect(prices.ofCategory('Far')).toEqual(euros(2_000))
  expect(prices.amounts).toEqual([2_000, 4_500])
  expect(prices.total([prices.ofSeat(near), prices.ofSeat(far)])).toEqual(euros(6_500))
})

test('without the price of one seat there is no total', () => {
  const prices = new PriceList(hall, { currency: 'EUR', byCategory: { Near: 0 } })

  expect([prices.ofSeat(near), prices.ofSeat(far)]).toEqual([euros(0), undefined])
  expect(prices.total([prices.ofSeat(near), prices.ofSeat(far)])).toBeUndefined()
  expect(prices.total([])).toBeUndefined()
  expect(prices.ofCategory('toString')).toBeUndefined()
})

test('an event without prices has none', () => {
  const prices = new PriceList(hall, undefined)

  expect([prices.ofSeat(near), prices.currency, prices.amounts]).toEqual([undefined, undefined, []])
})
