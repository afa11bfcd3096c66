import type { SeatBoard } from '../live/seat-board.ts'
import type { Hall } from './hall.ts'
import type { PriceList } from './price-list.ts'
import type { StandingArea } from './standing-places.ts'

export interface SeatFilter {
  /** The indexes of the wanted categories; all if empty. */
  readonly categories: ReadonlySet<number>
  /** In minor units. */
  readonly priceMax?: number | undefined
  readonly isAccessible?: boolean | undefined
}

export const NO_FILTER: SeatFilter = { categories: new Set() }

/** What a filter leaves out. */
export interface LeftOut {
  readonly isSeatOut: (seat: number) => boolean
  readonly isAreaOut: (area: Pick<StandingArea, 'category'>) => boolean
}

/** Returns undefined if nothing is left out. */
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
): LeftOut | undefined {
  if (categories.size === 0 && priceMax === undefined && !isAccessible) return undefined
  const isCategoryOut = hall.categories.map(({ name }, index) => {
    if (categories.size > 0 && !categories.has(index)) return true
    return priceMax !== undefined && (prices.ofCategory(name)?.amount ?? Infinity) > priceMax
  })
  return {
    isSeatOut: (seat) =>
      (isCategoryOut[hall.categoryOf[seat] ?? 0] ?? false) ||
      (isAccessible && !isAccessibleSeat(seat)),
    // An area may have a category that is not in the list of the plan.
    isAreaOut: ({ category }) =>
      isAccessible ||
      (isCategoryOut[hall.categories.findIndex(({ name }) => name === category)] ?? true),
  }
}

/** How many available seats and places a filter leaves. */
export function matchCount(
  { isSeatOut, isAreaOut }: LeftOut,
  {
    hall,
    board,
  }: {
    readonly hall: Pick<Hall, 'ids' | 'standing'>
    readonly board: Pick<SeatBoard, 'isFree' | 'freeIn'>
  },
): number {
  const seats = hall.ids.filter((_, seat) => board.isFree(seat) && !isSeatOut(seat)).length
  const areas = hall.standing.areas.filter((area) => !isAreaOut(area))
  return areas.reduce((sum, { areaId }) => sum + board.freeIn(areaId), seats)
}
