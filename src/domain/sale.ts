import type { EventDetails } from './event.ts'

/** What decides whether an event is on sale. */
export type Sale = Pick<EventDetails, 'status' | 'saleOpensAt' | 'saleClosesAt'>

/** Sellers are those with an access key, such as a box office. */
export type Buyer = 'public' | 'seller'

export type SaleState = 'open' | 'not-yet-open' | Exclude<Sale['status'], 'on-sale'>

/** The state of the public sale at this time. */
export function saleStateAt({ status, saleOpensAt, saleClosesAt }: Sale, now: Date): SaleState {
  if (status !== 'on-sale') return status
  if (saleOpensAt && now < saleOpensAt) return 'not-yet-open'
  return saleClosesAt && saleClosesAt <= now ? 'closed' : 'open'
}

/** Whether seats of the event can be held or booked. Sellers sell before the opening and after the closing, too. */
export function isOnSaleTo(buyer: Buyer, sale: Sale, now: Date): boolean {
  const state = saleStateAt(sale, now)
  if (state === 'cancelled' || state === 'archived') return false
  return state === 'open' || buyer === 'seller'
}
