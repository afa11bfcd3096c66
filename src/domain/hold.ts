import { type EventId, isHeldBy, type Seat, type SeatId } from './seat.ts'

/**
 * Seats that are reserved for one buyer until a deadline.
 *
 * The deadline is compared with the clock on every read, so no action is needed when it passes. An expired hold can
 * still be confirmed as long as none of its seats was taken in the meantime.
 */
export interface Hold {
  readonly id: string
  /**
   * The short code for people; see `SHORT_CODE_DIGITS`. A booking made from the hold gets the same code, unless another
   * booking of the event has it.
   */
  readonly code: string
  /** Incremented with each change of the hold. A new hold has version 1. */
  readonly version: number
  readonly eventId: EventId
  readonly seatIds: readonly SeatId[]
  /** The digest of the hold's token, which only its holder has. */
  readonly tokenDigest: string
  /** The client that placed it, for the limits per client. */
  readonly clientId?: string | undefined
  readonly heldAt: Date
  /** The deadline. It moves to the time of an early release, and to that of a late confirmation. */
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

/** What a request presents to access a hold. */
export interface HoldAccess {
  /** The digest of the hold token in the request. */
  readonly tokenDigest?: string | undefined
  /** Whether the requester can access the hold without its token. Default: false. */
  readonly mayOmitToken?: boolean | undefined
}

export function mayAccess(hold: Hold, { tokenDigest, mayOmitToken }: HoldAccess): boolean {
  return mayOmitToken === true || hold.tokenDigest === tokenDigest
}

/** The terms of holds. Times are in milliseconds. */
export interface HoldTerms {
  /** The duration of a hold, and of an extension, if the request names none. */
  readonly ttlDefaultMs: number
  /** Maximum duration that a request can ask for. */
  readonly ttlMaxMs: number
  /** Maximum duration with all extensions. */
  readonly totalTtlMaxMs: number
  /** An extension that moves the deadline by less than this changes nothing. */
  readonly extensionMinMs: number
  /** Maximum number of seats of one hold. */
  readonly seatsMax: number
}

/** What a request says about the duration of a hold, and the time of the request. */
export interface HoldTime {
  /** Default and maximum: see `HoldTerms`. */
  readonly ttlMs?: number | undefined
  readonly now: Date
}

export type NewHold = Pick<Hold, 'id' | 'code' | 'eventId' | 'seatIds' | 'tokenDigest' | 'clientId'>

/** Creates a hold for the duration that the request names, within the terms. */
export function newHold(hold: NewHold, { ttlMs, now }: HoldTime, terms: HoldTerms): Hold {
  const expiresAtMax = later(now, terms.totalTtlMaxMs)
  const expiresAt = earliest(later(now, ttlWithin(terms, ttlMs)), expiresAtMax)
  return { ...hold, version: 1, heldAt: now, expiresAt, expiresAtMax }
}

/**
 * Adds seats and moves the deadline. The deadline never moves to an earlier time, nor beyond `expiresAtMax`.
 * @param seats the seats of the hold, and those to add
 * @returns the same hold if no seat is new and the deadline would move by less than the minimum
 */
export function extendHold(
  hold: Hold,
  seats: readonly Seat[],
  { ttlMs, now }: HoldTime,
  terms: HoldTerms,
): Hold {
  const wanted = earliest(later(now, ttlWithin(terms, ttlMs)), hold.expiresAtMax)
  const expiresAt = wanted > hold.expiresAt ? wanted : hold.expiresAt
  const isLater = expiresAt.getTime() - hold.expiresAt.getTime() >= terms.extensionMinMs
  // New seats, or seats that the hold has lost because another instance already saw it as expired.
  const takesSeats = !seats.every(isHeldBy(hold.id))
  if (!takesSeats && !isLater) return hold
  const seatIds = [...new Set([...hold.seatIds, ...seats.map(({ id }) => id)])]
  return { ...hold, version: hold.version + 1, seatIds, expiresAt }
}

function ttlWithin({ ttlDefaultMs, ttlMaxMs }: HoldTerms, requestedMs: number | undefined): number {
  return Math.min(requestedMs ?? ttlDefaultMs, ttlMaxMs)
}

function later(time: Date, byMs: number): Date {
  return new Date(time.getTime() + byMs)
}

function earliest(a: Date, b: Date): Date {
  return a < b ? a : b
}

function endHold(hold: Hold, end: HoldEnd): Hold {
  return { ...hold, version: hold.version + 1, end }
}

/**
 * Ends a hold with its booking. Holds are deleted some time after `expiresAt`, so a late confirmation moves it: a retry
 * must find the hold for as long as after any other confirmation.
 */
export function confirmHold(hold: Hold, bookingId: string, now: Date): Hold {
  const expiresAt = now > hold.expiresAt ? now : hold.expiresAt
  return endHold({ ...hold, expiresAt }, { kind: 'confirmed', bookingId })
}

/** Releases a hold. An early release moves the deadline, so that `expiresAt` is when the seats became available. */
export function releaseHold(hold: Hold, now: Date): Hold {
  return endHold({ ...hold, expiresAt: earliest(now, hold.expiresAt) }, { kind: 'released' })
}

/** Removes seats from a hold. If none is left, the hold is released. */
export function withoutSeats(hold: Hold, seatIds: readonly SeatId[], now: Date): Hold {
  const left = hold.seatIds.filter((seatId) => !seatIds.includes(seatId))
  if (left.length === 0) return releaseHold(hold, now)
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
