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

interface Chosen {
  readonly selected: readonly number[]
  readonly areas: readonly AreaWanted[]
}

export interface Totals {
  /** Of the held or booked seats, according to the service. */
  readonly ours: Money | undefined
  /** Of all seats of the cart; in an exchange, of those that are selected instead of the held ones. */
  readonly cart: Money | undefined
  /** Whether the price list has what the held or booked seats cost, not prices of another time. */
  readonly isListed: boolean
  /** Of the seats that the next step is about: the held ones, else the selected ones. */
  readonly next: Money | undefined
}

/** The sums that are shown. */
export function totalsOf(
  {
    state,
    isExchanging,
    ...chosen
  }: Chosen & { readonly state: PurchaseState; readonly isExchanging: boolean },
  priced: Priced,
): Totals {
  const selected = ofChosen(chosen, priced)
  if (state.phase !== 'held' && state.phase !== 'booked') {
    return { ours: undefined, isListed: true, cart: selected, next: selected }
  }
  const listed = listedTotal(state.seatIds, priced)
  // A hold that was just found in the storage has no total until it is read.
  const ours = state.total ?? (state.phase === 'held' ? listed : undefined)
  const isListed = ours?.amount === listed?.amount && ours?.currency === listed?.currency
  const isAnySelected = chosen.selected.length + chosen.areas.length > 0
  if (state.phase === 'booked' || !isAnySelected) return { ours, isListed, cart: ours, next: ours }
  if (isExchanging) return { ours, isListed, cart: selected, next: selected }
  return { ours, isListed, cart: priced.prices.total([ours, selected]), next: ours }
}

/** What these seats cost according to the price list. */
function listedTotal(
  seatIds: readonly string[],
  { hall, standing, prices }: Priced,
): Money | undefined {
  return prices.total(
    seatIds.map((seatId) => {
      const area = standing.areaOf(seatId)
      if (area) return prices.ofCategory(area.category)
      const seat = hall.indexOf(seatId)
      return seat === undefined ? undefined : prices.ofSeat(seat)
    }),
  )
}

function ofChosen({ selected, areas }: Chosen, { standing, prices }: Priced): Money | undefined {
  return prices.total([
    ...selected.map((seat) => prices.ofSeat(seat)),
    ...areas.flatMap(({ areaId, quantity }) => {
      const price = prices.ofCategory(standing.area(areaId)?.category ?? '')
      return Array.from({ length: quantity }, () => price)
    }),
  ])
}
