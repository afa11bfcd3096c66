import type { Hall } from './hall.ts'
import type { PriceList } from './price-list.ts'

export interface SeatFilter {
  /** The indexes of the wanted categories; all if empty. */
  readonly categories: ReadonlySet<number>
  /** In minor units. */
  readonly priceMax?: number | undefined
  readonly isAccessible?: boolean | undefined
}

export const NO_FILTER: SeatFilter = { categories: new Set() }

/** Returns whether a seat is left out by the filter; undefined if none is. */
export function leftOut(
  { categories, priceMax, isAccessible = false }: SeatFilter,
  {
    hall,
    prices,
    isAccessibleSeat,
  }: {
    readonly hall: Pick<Hall, 'categoryOf' | 'categories'>
    readonly prices: PriceList
    readonly isAccessibleSeat: (seat: number) => boolean
  },
): ((seat: number) => boolean) | undefined {
  if (categories.size === 0 && priceMax === undefined && !isAccessible) return undefined
  const isCategoryOut = hall.categories.map(({ name }, index) => {
    if (categories.size > 0 && !categories.has(index)) return true
    return priceMax !== undefined && (prices.ofCategory(name)?.amount ?? Infinity) > priceMax
  })
  return (seat) =>
    (isCategoryOut[hall.categoryOf[seat] ?? 0] ?? false) ||
    (isAccessible && !isAccessibleSeat(seat))
}
