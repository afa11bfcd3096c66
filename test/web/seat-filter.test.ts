import { describe, expect, test } from '@jest/globals'

import { Hall } from '../../web/seat-map/hall/hall.ts'
import { PriceList } from '../../web/seat-map/hall/price-list.ts'
import {
  leftOut,
  matchCount,
  NO_FILTER,
  type SeatFilter,
} from '../../web/seat-map/hall/seat-filter.ts'
import { SeatBoard } from '../../web/seat-map/live/seat-board.ts'
import { clubPlan } from '../builders/club-plan.ts'
import { snapshot } from './messages.ts'
import { smallHall } from './small-hall.ts'

const hall = smallHall()
const prices = new PriceList(hall, { currency: 'EUR', byCategory: { Near: 4_500, Far: 2_000 } })
const wheelchairSeat = hall.indexOf('B-1')

/** The seats that the filter leaves. */
function shown(filter: Partial<SeatFilter>, of = prices): string[] {
  const out = leftOut(
    { ...NO_FILTER, ...filter },
    { hall, prices: of, isAccessibleSeat: (seat) => seat === wheelchairSeat },
  )
  return hall.ids.filter((_, seat) => !out?.isSeatOut(seat))
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

describe('the standing area of a club', () => {
  const club = new Hall(clubPlan())
  const [table, standing] = [1, 2]
  const priced = new PriceList(club, { currency: 'EUR', byCategory: { Table: 9_000, Standing: 1 } })
  const matches = (filter: Partial<SeatFilter>, board = new SeatBoard(club)) => {
    const isAccessibleSeat = () => false
    const context = { hall: club, prices: priced, isAccessibleSeat }
    const out = leftOut({ ...NO_FILTER, ...filter }, context)
    return out && matchCount(out, { hall: club, board })
  }

  test.each([
    [{ categories: new Set([standing]) }, 400],
    [{ categories: new Set([table]) }, 32],
    [{ categories: new Set([table, standing]) }, 432],
    [{ priceMax: 1 }, 400],
    [{ priceMax: 9_000 }, 432],
    [{ priceMax: 0 }, 0],
    [{ isAccessible: true }, 0],
    [{}, undefined],
  ])('counts by its available places: with %j, %s match', (filter, count) => {
    expect(matches(filter)).toBe(count)
  })

  test('counts what is still available', () => {
    const board = new SeatBoard(club)
    const areas = [{ areaId: 'pit', capacity: 400, available: 7 }]
    board.apply(snapshot({ 'T1-1': 'held' }, { areas }))

    expect(matches({ categories: new Set([table, standing]) }, board)).toBe(38)
  })

  test('without a category is left out by any filter of categories or prices', () => {
    const context = { hall: club, prices: priced, isAccessibleSeat: () => false }
    const isOut = (filter: Partial<SeatFilter>) =>
      leftOut({ ...NO_FILTER, ...filter }, context)?.isAreaOut({ category: '' })

    expect(isOut({ categories: new Set([table]) })).toBe(true)
    expect(isOut({ priceMax: 9_000 })).toBe(true)
  })
})
