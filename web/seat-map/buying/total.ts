import type { Money } from '../../../client/src/index.ts'
import type { Hall } from '../hall/hall.ts'
import type { PriceList } from '../hall/price-list.ts'
import type { StandingPlaces } from '../hall/standing-places.ts'
import type { AreaWanted, PurchaseState } from './purchase-state.ts'

export interface Priced {
  readonly hall: Pick<Hall, 'indexOf'>
  readonly standing: StandingPlaces
  readonly prices: PriceList
}

/** What the held or booked seats cost according to the service; with selected seats, according to the price list. */
export function totalOf(
  {
    state,
    selected,
    areas,
  }: {
    readonly state: PurchaseState
    readonly selected: readonly number[]
    readonly areas: readonly AreaWanted[]
  },
  { hall, standing, prices }: Priced,
): Money | undefined {
  // What is selected after a booking is not part of it.
  if (state.phase === 'booked' && selected.length + areas.length > 0) {
    return totalOf({ state, selected: [], areas: [] }, { hall, standing, prices })
  }
  const isOurs = state.phase === 'held' || state.phase === 'booked'
  if (isOurs && state.total && selected.length + areas.length === 0) return state.total
  const priceIn = (areaId: string) => prices.ofCategory(standing.area(areaId)?.category ?? '')
  const priceOf = (seatId: string) => {
    const area = standing.areaOf(seatId)
    if (area) return priceIn(area.areaId)
    const seat = hall.indexOf(seatId)
    return seat === undefined ? undefined : prices.ofSeat(seat)
  }
  return prices.total([
    ...(isOurs ? state.seatIds : []).map(priceOf),
    ...selected.map((seat) => prices.ofSeat(seat)),
    ...areas.flatMap(({ areaId, quantity }) =>
      Array.from({ length: quantity }, () => priceIn(areaId)),
    ),
  ])
}
