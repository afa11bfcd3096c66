/** An amount in minor units of an ISO 4217 currency: `{ amount: 4500, currency: 'EUR' }` is 45 euros. */
export interface Money {
  readonly amount: number
  readonly currency: string
}

/** "€45.00" or "45,00 €". Whole amounts of a price list may be shorter: `isShort` gives "€45". */
export function moneyText(
  { amount, currency }: Money,
  { locale, isShort = false }: { readonly locale?: string; readonly isShort?: boolean } = {},
): string {
  const format = currencyFormat(currency, locale, isShort)
  const { maximumFractionDigits = 2 } = currencyFormat(currency, locale, false).resolvedOptions()
  return format.format(amount / 10 ** maximumFractionDigits)
}

function currencyFormat(
  currency: string,
  locale: string | undefined,
  isShort: boolean,
): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    ...(isShort && { trailingZeroDisplay: 'stripIfInteger' as const }),
  })
}
