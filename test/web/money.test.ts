import { expect, test } from '@jest/globals'

import { moneyText } from '../../web/money.ts'

test.each([
  [{ amount: 4_500, currency: 'EUR' }, 'en', '€45.00', '€45'],
  [{ amount: 4_550, currency: 'EUR' }, 'en', '€45.50', '€45.50'],
  [{ amount: 123_450, currency: 'EUR' }, 'de', '1.234,50\u00a0€', '1.234,50\u00a0€'],
  [{ amount: 4_500, currency: 'JPY' }, 'en', '¥4,500', '¥4,500'],
  [{ amount: 4_500, currency: 'KWD' }, 'en', 'KWD\u00a04.500', 'KWD\u00a04.500'],
  [{ amount: 0, currency: 'USD' }, 'en', '$0.00', '$0'],
  [{ amount: 450_000, currency: 'HUF' }, 'de', '4.500\u00a0HUF', '4.500\u00a0HUF'],
])('%j in %s is %s, or %s', (money, locale, long, short) => {
  expect(moneyText(money, { locale })).toBe(long)
  expect(moneyText(money, { locale, isShort: true })).toBe(short)
})
