import { formatMoney, type Money, type Schemas } from '../../client/src/index.ts'
import { dateText } from '../dates.ts'
import { placesOf } from './buying/cart-lines.ts'
import type { BookedSeats } from './buying/purchase-state.ts'
import type { Ticket } from './parts/ticket-print.ts'
import type { ShownHall } from './view-parts.ts'

/** What is printed of a booking. */
export function ticketOf(
  { seatIds, code }: BookedSeats,
  {
    event: { name, startsAt, timeZone },
    shown,
    total,
  }: {
    readonly event: Schemas['EventSummary']
    readonly shown: ShownHall
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
