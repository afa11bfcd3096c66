import type { Money } from '../../../client/src/index.ts'
import { FREE } from '../live/seat-board.ts'
import type { Hall } from './hall.ts'
import type { HallZone } from './hall-zone.ts'
import type { PriceList } from './price-list.ts'

export interface ZoneSummary {
  /** How many seats or places are available. */
  readonly free: number
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
  /** Whether the customer has filtered out a seat. */
  readonly isDimmed: (seat: number) => boolean
  /** How many places of a standing area are available. */
  readonly freeIn: (areaId: string) => number
}

export function zoneSummary(zone: HallZone, availability: Availability): ZoneSummary {
  const { hall, prices } = availability
  const { counts, first } = freeByCategory(zone, availability)
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
  return { free, from, category }
}

/** The number of available seats of each category, from the category `first` on. */
function freeByCategory(
  { standing, from, to }: HallZone,
  { hall, looks, isDimmed, freeIn }: Availability,
): { readonly counts: ArrayLike<number>; readonly first: number } {
  const counts = new Uint32Array(hall.categories.length)
  if (standing) {
    const category = hall.categories.findIndex(({ name }) => name === standing.category)
    return { counts: [freeIn(standing.areaId)], first: category }
  }
  for (let seat = from; seat < to; seat++) {
    if (looks[seat] !== FREE || isDimmed(seat)) continue
    const category = hall.categoryOf[seat] ?? 0
    counts[category] = (counts[category] ?? 0) + 1
  }
  return { counts, first: 0 }
}
