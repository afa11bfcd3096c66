import type { EventId, SeatId } from './seat.ts'

/**
 * Seats that are reserved for one buyer until a deadline.
 *
 * The deadline is compared with the clock on every read, so no action is needed when it passes. An expired hold can
 * still be confirmed as long as none of its seats was taken in the meantime.
 */
export interface Hold {
  readonly id: string
  /** The short code for people; see `SHORT_CODE_DIGITS`. A booking made from the hold gets the same code. */
  readonly code: string
  /** Incremented with each change of the hold. A new hold has version 1. */
  readonly version: number
  readonly eventId: EventId
  readonly seatIds: readonly SeatId[]
  /** The digest of the hold's token, which only its holder has. */
  readonly tokenDigest: string
  /** The client that placed it, for the limit on active holds per client. */
  readonly clientId?: string | undefined
  readonly heldAt: Date
  readonly expiresAt: Date
  /** The latest deadline that an extension can set. */
  readonly expiresAtMax: Date
  readonly end?: HoldEnd | undefined
}

/** A change of a hold: the state as it was read, undefined for a new hold, and the next state. */
export interface HoldTransition {
  readonly from?: Hold | undefined
  readonly to: Hold
}

/** How a hold has ended. The end is final. */
export type HoldEnd =
  { readonly kind: 'released' } | { readonly kind: 'confirmed'; readonly bookingId: string }

export type HoldStatus = 'active' | 'expired' | HoldEnd['kind']

export function holdStatusAt(hold: Hold, now: Date): HoldStatus {
  if (hold.end) return hold.end.kind
  return hold.expiresAt <= now ? 'expired' : 'active'
}

/** Whether the token with this digest belongs to the hold. */
export function hasToken(hold: Hold, tokenDigest: string | undefined): boolean {
  return hold.tokenDigest === tokenDigest
}

export interface HoldExtension {
  readonly now: Date
  readonly ttlMs: number
  /** The deadline is not moved by less than this. */
  readonly extensionMinMs: number
  readonly seatIds?: readonly SeatId[]
}

/**
 * Adds seats and moves the deadline. The deadline never moves to an earlier time, nor beyond `expiresAtMax`.
 * @returns the same hold if no seat is new and the deadline would move by less than `extensionMinMs`
 */
export function extendHold(
  hold: Hold,
  { now, ttlMs, extensionMinMs, seatIds = [] }: HoldExtension,
): Hold {
  const expiresAtMs = hold.expiresAt.getTime()
  const wantedMs = Math.max(now.getTime() + ttlMs, expiresAtMs)
  const extendedMs = Math.min(wantedMs, hold.expiresAtMax.getTime())
  const allSeatIds = [...new Set([...hold.seatIds, ...seatIds])]
  const isLarger = allSeatIds.length > hold.seatIds.length
  if (!isLarger && extendedMs - expiresAtMs < extensionMinMs) return hold
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

/** Removes seats from a hold. If none is left, the hold is released. */
export function withoutSeats(hold: Hold, seatIds: readonly SeatId[]): Hold {
  const left = hold.seatIds.filter((seatId) => !seatIds.includes(seatId))
  if (left.length === 0) return endHold(hold, { kind: 'released' })
  return { ...hold, version: hold.version + 1, seatIds: left }
}

/** Whether a stored hold is unchanged since it was read. Both are undefined for a new hold. */
export function isSameHold(stored: Hold | undefined, read: Hold | undefined): boolean {
  return stored && read ? stateOf(stored) === stateOf(read) : stored === read
}

function stateOf({ id, version, seatIds, expiresAt, end }: Hold): string {
  const bookingId = end?.kind === 'confirmed' ? end.bookingId : undefined
  return JSON.stringify([id, version, seatIds, expiresAt, end?.kind, bookingId])
}
