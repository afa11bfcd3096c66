import { expect, test } from '@jest/globals'

import { formatMoney, minorUnitDigits } from '../../client/src/index.ts'
import { isCurrency } from '../../src/domain/currencies.ts'

test.each([
  [{ amount: 4_500, currency: 'EUR' }, 'en', '€45.00'],
  [{ amount: 4_550, currency: 'EUR' }, 'de', '45,50\u00a0€'],
  [{ amount: 0, currency: 'USD' }, 'en-US', '$0.00'],
  [{ amount: 4_500, currency: 'JPY' }, 'en', '¥4,500'],
  [{ amount: 4_500, currency: 'KWD' }, 'en', 'KWD\u00a04.500'],
  // Two digits by ISO 4217, but usually shown without them.
  [{ amount: 450_000, currency: 'HUF' }, 'en', 'HUF\u00a04,500'],
  [{ amount: 450_050, currency: 'HUF' }, 'en', 'HUF\u00a04,500.50'],
  [{ amount: 1_250, currency: 'IQD' }, 'en', 'IQD\u00a01.250'],
])('%j in %s is %s', (money, locale, text) => {
  expect(formatMoney(money, locale)).toBe(text)
})

test.each([
  [{ amount: 4_500, currency: 'EUR' }, 'en', '€45'],
  [{ amount: 4_550, currency: 'EUR' }, 'en', '€45.50'],
  [{ amount: 123_450, currency: 'EUR' }, 'de', '1.234,50\u00a0€'],
  [{ amount: 4_500, currency: 'JPY' }, 'en', '¥4,500'],
  [{ amount: 4_500, currency: 'KWD' }, 'en', 'KWD\u00a04.500'],
  [{ amount: 0, currency: 'USD' }, 'en', '$0'],
  [{ amount: 450_000, currency: 'HUF' }, 'de', '4.500\u00a0HUF'],
])('%j in %s is %s without the decimals of a whole amount', (money, locale, text) => {
  expect(formatMoney(money, locale, { isShort: true })).toBe(text)
})

test.each([
  ['JPY', 0],
  ['EUR', 2],
  ['IDR', 2],
  ['TND', 3],
  ['CLF', 4],
])('%s has %i digits', (currency, digits) => {
  expect(isCurrency(currency)).toBe(true)
  expect(minorUnitDigits(currency)).toBe(digits)
})
