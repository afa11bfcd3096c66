import { describe, expect, test } from '@jest/globals'

import { isCurrency } from '../../src/domain/currencies.ts'
import {
  arePrices,
  inOneOrder,
  PRICE_MAX,
  priceOf,
  type Prices,
  totalOf,
  unknownCategories,
  unpricedCategories,
} from '../../src/domain/prices.ts'
import type { SeatingPlan } from '../../src/domain/seating-plan.ts'
import { withAreas } from '../builders/event-with-areas.ts'

const PRICES: Prices = { currency: 'EUR', byCategory: { Premium: 4_500, Standard: 2_999, Free: 0 } }
const SEATS_MAX = 100_000

describe('the price of a category', () => {
  test.each([
    ['Premium', 4_500],
    ['Free', 0],
    ['Other', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
  ])('%s is %s', (category, price) => {
    expect(priceOf(PRICES, category)).toBe(price)
  })

  test('is undefined without prices', () => {
    expect(priceOf(undefined, 'Premium')).toBeUndefined()
  })
})

describe('the total', () => {
  test.each<[string, readonly (string | undefined)[], number]>([
    ['of some seats', ['Premium', 'Standard', 'Standard'], 10_498],
    ['of a free seat', ['Free'], 0],
    ['of no seat', [], 0],
  ])('%s is their sum', (_which, categories, amount) => {
    expect(totalOf(PRICES, categories)).toEqual({ amount, currency: 'EUR' })
  })

  test.each([
    ['a seat whose category has no price', ['Premium', 'Other']],
    ['a seat that the plan does not have', ['Premium', undefined]],
  ])('is undefined with %s', (_which, categories) => {
    expect(totalOf(PRICES, categories)).toBeUndefined()
  })

  test('is undefined without prices', () => {
    expect(totalOf(undefined, [])).toBeUndefined()
  })

  test('of the largest hall at the highest prices is exact', () => {
    const prices = { currency: 'IDR', byCategory: { Seat: PRICE_MAX - 1 } }
    const total = totalOf(
      prices,
      Array.from({ length: SEATS_MAX }, () => 'Seat'),
    )

    expect(BigInt(total?.amount ?? 0)).toBe(BigInt(PRICE_MAX - 1) * BigInt(SEATS_MAX))
    expect(PRICE_MAX * SEATS_MAX).toBeLessThanOrEqual(Number.MAX_SAFE_INTEGER)
  })
})

test('the categories that a plan does not have are named', () => {
  const categories = [{ name: 'Premium' }, { name: 'Free' }, { name: 'Other' }]
  expect(unknownCategories(PRICES, { categories })).toEqual(['Standard'])
  expect(unknownCategories(undefined, { categories })).toEqual([])
})

test('equal prices have the same text in one order', () => {
  const other: Prices = {
    byCategory: { Standard: 2_999, Free: 0, Premium: 4_500 },
    currency: 'EUR',
  }
  expect(JSON.stringify(inOneOrder(other))).toBe(JSON.stringify(inOneOrder(PRICES)))
  expect(inOneOrder(other)).toEqual(PRICES)
})

test.each([
  [PRICES, true],
  [{ currency: 'EUR', byCategory: {} }, true],
  [{ currency: 'EUR' }, false],
  [{ byCategory: {} }, false],
  [{ currency: 'EUR', byCategory: null }, false],
  [{ currency: 'EUR', byCategory: { Seat: '5' } }, false],
  [{ currency: 'EUR', byCategory: { Seat: 0.5 } }, false],
  [{ currency: 'EUR', byCategory: { Seat: -1 } }, false],
  ['EUR', false],
  [null, false],
])('the stored value %j has the form of prices: %s', (value, isValid) => {
  expect(arePrices(value)).toBe(isValid)
})

test.each([
  ['EUR', true],
  ['JPY', true],
  ['XCG', true],
  ['ZWG', true],
  ['eur', false],
  ['EURO', false],
  ['DEM', false],
  ['XXX', false],
  ['XAU', false],
  ['', false],
])('%s is a currency: %s', (code, expected) => {
  expect(isCurrency(code)).toBe(expected)
})

describe('the categories without a price', () => {
  const seats = ['Premium', 'constructor', 'Box', 'Free'].map((category) => ({
    ...{ id: category, row: 'A', number: '1', position: { x: 0, y: 0 }, category },
  }))
  const categories = ['Box', 'Premium', 'Pit', 'constructor', 'Unused', 'Free']
  const hall: SeatingPlan = {
    name: 'Hall',
    categories: categories.map((name) => ({ name })),
    zones: [{ name: 'Stalls', rows: [{ name: 'A', seats }], areas: [] }],
  }
  const plan = withAreas(hall, { pit: 2 }, { category: 'Pit' })

  test('are those of seats and places, in the order of the plan', () => {
    expect(unpricedCategories(PRICES, plan)).toEqual(['Box', 'Pit', 'constructor'])
  })

  test('are none without prices', () => {
    expect(unpricedCategories(undefined, plan)).toEqual([])
  })
})
