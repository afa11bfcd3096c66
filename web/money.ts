import { formatMoney, type Money } from '../client/src/index.ts'

export type { Money }

/** "€45.00" or "45,00 €". Whole amounts of a price list may be shorter: `isShort` gives "€45". */
export function moneyText(
  money: Money,
  { locale, isShort }: { readonly locale?: string; readonly isShort?: boolean } = {},
): string {
  return formatMoney(money, locale, { isShort: isShort ?? false })
}
