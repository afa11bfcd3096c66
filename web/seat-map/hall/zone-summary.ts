import type { Money } from '../../../client/src/index.ts'
import { FREE } from '../live/seat-board.ts'
import type { Hall } from './hall.ts'
import type { HallZone } from './hall-zone.ts'
import type { PriceList } from './price-list.ts'
import type { LeftOut } from './seat-filter.ts'

export interface ZoneSummary {
  /** How many seats or places are available, without those that the customer has filtered out. */
  readonly free: number
  /** How many of the available ones the customer has filtered out. */
  readonly leftOut: number
  /** The lowest price of what is available; undefined without prices. */
  readonly from: Money | undefined
  /** The category with the most available seats; undefined if there are none. */
  readonly category: number | undefined
}

export interface Availability {
  readonly hall: Hall
  /** By seat, as in `SeatBoard`. */
  readonly looks: Uint8Array
  readonly prices: PriceList
  /** What the customer has filtered out; undefined without a filter. */
  readonly leftOut: LeftOut | undefined
  /** How many places of a standing area are available. */
  readonly freeIn: (areaId: string) => number
}

export function zoneSummary(zone: HallZone, availability: Availability): ZoneSummary {
  const { hall, prices } = availability
  const { counts, first, leftOut } = freeByCategory(zone, availability)
  let [free, most] = [0, 0]
  let category: number | undefined
  let from: Money | undefined
  for (const [at, count] of Array.from(counts).entries()) {
    const index = first + at
    free += count
    if (index >= 0 && count > most) {
      most = count
      category = index
    }
    const price = prices.ofCategory(hall.categories[index]?.name ?? '')
    if (price && count > 0 && price.amount < (from?.amount ?? Infinity)) from = price
  }
  return { free, leftOut, from, category }
}

interface FreeByCategory {
  /** The number of available seats of each category, from the category `first` on. */
  readonly counts: ArrayLike<number>
  readonly first: number
  readonly leftOut: number
}

function freeByCategory(
  { standing, from, to }: HallZone,
  { hall, looks, leftOut: filtered, freeIn }: Availability,
): FreeByCategory {
  const counts = new Uint32Array(hall.categories.length)
  if (standing) {
    const first = hall.categories.findIndex(({ name }) => name === standing.category)
    const free = freeIn(standing.areaId)
    const isOut = filtered?.isAreaOut(standing) ?? false
    return { counts: [isOut ? 0 : free], first, leftOut: isOut ? free : 0 }
  }
  let leftOut = 0
  for (let seat = from; seat < to; seat++) {
    if (looks[seat] !== FREE) continue
    if (filtered?.isSeatOut(seat)) {
      leftOut++
      continue
    }
    const category = hall.categoryOf[seat] ?? 0
    counts[category] = (counts[category] ?? 0) + 1
  }
  return { counts, first: 0, leftOut }
}
