import type { EventId, SeatId } from './seat.ts'

/**
 * Seats that are kept for one buyer until a deadline.
 *
 * Its deadline is judged whenever it is read, so nothing has to happen at that time. A hold that has run out is still
 * good for one thing: to be confirmed when nobody has taken any of its seats meanwhile.
 */
export interface Hold {
  readonly id: string
  /** Counts the changes of this hold, like a seat's; a new hold is at version 1. */
  readonly version: number
  readonly eventId: EventId
  readonly seatIds: readonly SeatId[]
  /** The digest of the secret that its holder was given. */
  readonly tokenDigest: string
  /** Whose it is, for a limit on how many one client may have. */
  readonly clientId?: string | undefined
  readonly heldAt: Date
  readonly expiresAt: Date
  /** No extension reaches beyond it. */
  readonly expiresAtMax: Date
  readonly end?: HoldEnd | undefined
}

/** A change of a hold: how it was read, unless it is new, and its next version. */
export interface HoldTransition {
  readonly from?: Hold | undefined
  readonly to: Hold
}

/** How a hold has ended, which is for good. */
export type HoldEnd =
  { readonly kind: 'released' } | { readonly kind: 'confirmed'; readonly bookingId: string }

export type HoldStatus = 'active' | 'expired' | HoldEnd['kind']

export function holdStatusAt(hold: Hold, now: Date): HoldStatus {
  if (hold.end) return hold.end.kind
  return hold.expiresAt <= now ? 'expired' : 'active'
}

export interface HoldExtension {
  readonly now: Date
  readonly ttlMs: number
  /** By how much the deadline must move for the extension to be worth a write. */
  readonly gainMsMin: number
  readonly seatIds?: readonly SeatId[]
}

/**
 * Adds seats, and moves the deadline: never to an earlier time, nor beyond the hold's lifetime.
 * @returns the same hold when no seat is new and the deadline would move by less than `gainMsMin`
 */
export function extendHold(
  hold: Hold,
  { now, ttlMs, gainMsMin, seatIds = [] }: HoldExtension,
): Hold {
  const expiresAtMs = hold.expiresAt.getTime()
  const wantedMs = Math.max(now.getTime() + ttlMs, expiresAtMs)
  const extendedMs = Math.min(wantedMs, hold.expiresAtMax.getTime())
  const allSeatIds = [...new Set([...hold.seatIds, ...seatIds])]
  const isLarger = allSeatIds.length > hold.seatIds.length
  if (!isLarger && extendedMs - expiresAtMs < gainMsMin) return hold
  return {
    ...hold,
    version: hold.version + 1,
    seatIds: allSeatIds,
    expiresAt: new Date(extendedMs),
  }
}

export function endHold(hold: Hold, end: HoldEnd): Hold {
  return { ...hold, version: hold.version + 1, end }
}

/** Whether a stored hold is still as it was read. Of a new hold there is neither. */
export function isSameHold(stored: Hold | undefined, read: Hold | undefined): boolean {
  return stored && read ? stateOf(stored) === stateOf(read) : stored === read
}

function stateOf({ id, version, seatIds, expiresAt, end }: Hold): string {
  const bookingId = end?.kind === 'confirmed' ? end.bookingId : undefined
  return JSON.stringify([id, version, seatIds, expiresAt, end?.kind, bookingId])
}
