import { extendHold, type Hold } from '../../domain/hold.ts'
import { isHeldBy, type Seat } from '../../domain/seat.ts'

export interface HoldLimits {
  /** The duration of a hold, and of an extension, if the request names none. */
  readonly ttlDefaultMs: number
  /** Maximum duration that a request can ask for. */
  readonly ttlMaxMs: number
  /** Maximum duration with all extensions. */
  readonly totalTtlMaxMs: number
  /** An extension that moves the deadline by less than this changes nothing. */
  readonly extensionMinMs: number
  readonly seatsMax: number
  /** Maximum number of active holds per client; 0 for unlimited. */
  readonly holdsPerClientMax: number
}

/** Returns the duration of a hold or an extension. */
export function ttlWithin(
  { ttlDefaultMs, ttlMaxMs }: HoldLimits,
  requestedMs: number | undefined,
): number {
  return Math.min(requestedMs ?? ttlDefaultMs, ttlMaxMs)
}

/**
 * Extends a hold to these seats and by this time, within the limits.
 * @returns the same hold if the extension changes nothing
 */
export function extendWithin(
  limits: HoldLimits,
  hold: Hold,
  {
    seats,
    ttlMs,
    now,
  }: { readonly seats: readonly Seat[]; readonly ttlMs: number; readonly now: Date },
): Hold {
  // If seats of the hold were lost, save the change regardless of the minimum, to take them again.
  const extensionMinMs = seats.every(isHeldBy(hold.id)) ? limits.extensionMinMs : 0
  const seatIds = seats.map(({ id }) => id)
  return extendHold(hold, { now, ttlMs, extensionMinMs, seatIds })
}
