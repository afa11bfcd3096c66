import type { Money } from '../../money.ts'
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

/** The look of a seat that is available. */
const FREE = 0

export function zoneSummary(zone: HallZone, availability: Availability): ZoneSummary {
  const { hall, prices } = availability
  const byCategory = freeByCategory(zone, availability)
  let [free, most] = [0, 0]
  let category: number | undefined
  let from: Money | undefined
  for (const [index, count] of byCategory) {
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

function freeByCategory(
  { standing, from, to }: HallZone,
  { hall, looks, isDimmed, freeIn }: Availability,
): Map<number, number> {
  const counts = new Map<number, number>()
  if (standing) {
    const category = hall.categories.findIndex(({ name }) => name === standing.category)
    return counts.set(category, freeIn(standing.areaId))
  }
  for (let seat = from; seat < to; seat++) {
    if (looks[seat] !== FREE || isDimmed(seat)) continue
    const category = hall.categoryOf[seat] ?? 0
    counts.set(category, (counts.get(category) ?? 0) + 1)
  }
  return counts
}
