import { formatMoney, type Money, type Schemas } from '../../client/src/index.ts'
import { dateText } from '../dates.ts'
import type { SeatMapTexts } from '../texts/index.ts'
import { type NamedPlaces, placesOf } from './buying/cart-lines.ts'
import type { BookedSeats } from './buying/purchase-state.ts'

/** What is printed of a booking. */
export interface Ticket {
  readonly title: string
  readonly when: string
  readonly places: readonly string[]
  readonly total: string
  readonly code: string
  readonly locale: string
}

export function ticketOf(
  { seatIds, code }: BookedSeats,
  {
    event: { name, startsAt, timeZone },
    shown,
    total,
  }: {
    readonly event: Schemas['EventSummary']
    readonly shown: NamedPlaces & { readonly texts: SeatMapTexts }
    readonly total: Money | undefined
  },
): Ticket {
  const { texts } = shown
  const { locale } = texts
  return {
    title: name,
    when: startsAt === undefined ? '' : dateText(startsAt, timeZone, { locale }),
    places: placesOf(seatIds, shown),
    total: total ? `${texts.purchase.total}: ${formatMoney(total, locale)}` : '',
    code,
    locale,
  }
}
