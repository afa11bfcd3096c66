import type { Money } from '../../../client/src/index.ts'
import type { HoldState } from './purchase-state.ts'

/** The `detail` of the event `checkout`. It never contains the token of the hold. */
export interface CheckoutDetail {
  readonly eventId: string
  readonly holdId: string
  /** The shop confirms this version, so that it sells the seats that the buyer pays for. */
  readonly version: number
  readonly seatIds: readonly string[]
  /** Undefined if the event has no prices. */
  readonly total: Money | undefined
  readonly expiresAt: string
}

export function checkoutDetail({
  eventId,
  holdId,
  version,
  seats,
  expiresAt,
  total,
}: HoldState): CheckoutDetail {
  const seatIds = seats.map(({ seatId }) => seatId)
  return { eventId, holdId, version, seatIds, total, expiresAt }
}

/** Fills in the placeholders of `CHECKOUT_URL`. */
export function checkoutUrl(
  template: string,
  { holdId, eventId }: { readonly holdId: string; readonly eventId: string },
): string {
  return template
    .replaceAll('{holdId}', encodeURIComponent(holdId))
    .replaceAll('{eventId}', encodeURIComponent(eventId))
}
