/** An amount in the minor unit of a currency, such as cents. */
export interface Money {
  readonly amount: number
  /** An ISO 4217 code. */
  readonly currency: string
}

const NO_DIGITS = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ')
const THREE_DIGITS = ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND']
const FOUR_DIGITS = ['CLF', 'UYW']

/**
 * The number of decimal digits of the minor unit by ISO 4217. `Intl` is of no help: it gives the digits that are usually
 * shown, such as none for HUF and IDR, which have two.
 */
export function minorUnitDigits(currency: string): number {
  if (NO_DIGITS.includes(currency)) return 0
  if (THREE_DIGITS.includes(currency)) return 3
  return FOUR_DIGITS.includes(currency) ? 4 : 2
}

/**
 * Formats an amount in a language, by default that of the browser or of Node: `€45.00`.
 * @param options.isShort leaves out the decimals of a whole amount: `€45`
 */
export function formatMoney(
  { amount, currency }: Money,
  locale?: string,
  { isShort = false }: { readonly isShort?: boolean } = {},
): string {
  const digits = minorUnitDigits(currency)
  const style = { style: 'currency', currency } as const
  const usual = new Intl.NumberFormat(locale, style).resolvedOptions().maximumFractionDigits ?? 0
  return new Intl.NumberFormat(locale, {
    ...style,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    trailingZeroDisplay: isShort || usual < digits ? 'stripIfInteger' : 'auto',
  }).format(amount / 10 ** digits)
}
