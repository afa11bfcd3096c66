import { expect, test } from '@jest/globals'

import { PriceList } from '../../web/seat-map/hall/price-list.ts'
import { leftOut, NO_FILTER, type SeatFilter } from '../../web/seat-map/hall/seat-filter.ts'
import { smallHall } from './small-hall.ts'

const hall = smallHall()
const prices = new PriceList(hall, { currency: 'EUR', byCategory: { Near: 4_500, Far: 2_000 } })
const wheelchairSeat = hall.indexOf('B-1')

/** The seats that the filter leaves. */
function shown(filter: Partial<SeatFilter>, of = prices): string[] {
  const isLeftOut = leftOut(
    { ...NO_FILTER, ...filter },
    { hall, prices: of, isAccessibleSeat: (seat) => seat === wheelchairSeat },
  )
  return hall.ids.filter((_, seat) => !isLeftOut?.(seat))
}

test('without conditions no seat is left out', () => {
  expect(leftOut(NO_FILTER, { hall, prices, isAccessibleSeat: () => false })).toBeUndefined()
})

test.each([
  [{ categories: new Set([0]) }, 5, 'A-1'],
  [{ categories: new Set([0, 1]) }, 12, 'A-1'],
  [{ priceMax: 2_000 }, 7, 'B-1'],
  [{ priceMax: 4_500 }, 12, 'A-1'],
  [{ isAccessible: true }, 1, 'B-1'],
  [{ categories: new Set([0]), priceMax: 2_000 }, 0, undefined],
])('%j leaves %d seats', (filter, count, first) => {
  const seats = shown(filter)

  expect(seats).toHaveLength(count)
  expect(seats[0]).toBe(first)
})

test('a seat without a price is left out by a limit of the price', () => {
  expect(shown({ priceMax: 9_999 }, new PriceList(hall, undefined))).toEqual([])
})
