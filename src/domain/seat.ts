/** Names one event, such as one evening's performance in one hall. */
export type EventId = string

/** Names one seat within its event. */
export type SeatId = string

/** What a seat is right now. */
export type SeatState =
  | { readonly status: 'available' }
  | { readonly status: 'held'; readonly holdId: string; readonly heldUntil: Date }
  | { readonly status: 'booked'; readonly bookingId: string }
  | { readonly status: 'blocked' }

interface SeatIdentity {
  readonly id: SeatId
  /**
   * Counts the changes of this seat; a new seat is at version 0.
   * It is also the fencing token: a store refuses a write that does not follow the version it holds.
   */
  readonly version: number
}

export type Seat = SeatIdentity & SeatState

/** What anybody may know of a seat: what it is, and not who has it. */
export type PublicSeat = SeatIdentity &
  (
    | { readonly status: 'available' | 'booked' | 'blocked' }
    | { readonly status: 'held'; readonly heldUntil: Date }
  )

export type SeatStatus = Seat['status']

/** A change of one seat: how it was read, and its next version. */
export interface SeatTransition {
  readonly from: Seat
  readonly to: Seat
}

/** A seat that cannot be had, and what it is instead of available. */
export interface SeatConflict {
  readonly seatId: SeatId
  readonly reason: Exclude<SeatStatus, 'available'>
}

export type TakeDecision =
  | { readonly outcome: 'taken'; readonly seats: readonly SeatTransition[] }
  | { readonly outcome: 'refused'; readonly conflicts: readonly SeatConflict[] }

/** A seat as it stands before anything has happened to it. */
export function newSeat(id: SeatId): Seat {
  return { id, version: 0, status: 'available' }
}

/** Whether a seat belongs to this hold, expired or not. */
export function isHeldBy(holdId: string): (seat: Seat) => boolean {
  return (seat) => seat.status === 'held' && seat.holdId === holdId
}

/** Whether a seat belongs to this booking. */
export function isBookedAs(bookingId: string): (seat: Seat) => boolean {
  return (seat) => seat.status === 'booked' && seat.bookingId === bookingId
}

/** What the seat is at this time: a hold that has run out holds nothing, whether or not anybody has tidied it away. */
export function statusAt(seat: PublicSeat, now: Date): SeatStatus {
  return seat.status === 'held' && seat.heldUntil <= now ? 'available' : seat.status
}

/**
 * Decides whether all these seats can become what is wanted, which they do together or not at all. Each must be
 * available, or held by the hold that takes it.
 *
 * @returns the transition of each seat, or every seat that stands in the way
 */
export function takeSeats(
  seats: readonly Seat[],
  wanted: SeatState,
  { now, holdId }: { readonly now: Date; readonly holdId?: string | undefined },
): TakeDecision {
  const conflicts = seats.flatMap((seat): SeatConflict[] => {
    const reason = statusAt(seat, now)
    const isOwn = seat.status === 'held' && seat.holdId === holdId
    return reason === 'available' || isOwn ? [] : [{ seatId: seat.id, reason }]
  })
  if (conflicts.length > 0) return { outcome: 'refused', conflicts }
  return { outcome: 'taken', seats: seats.map((seat) => transition(seat, wanted)) }
}

/** Makes those of the seats available again that belong to whoever gives them back. */
export function freeSeats(
  seats: readonly Seat[],
  isTheirs: (seat: Seat) => boolean,
): SeatTransition[] {
  return seats.filter(isTheirs).map((seat) => transition(seat, { status: 'available' }))
}

function transition(from: Seat, state: SeatState): SeatTransition {
  return { from, to: { id: from.id, version: from.version + 1, ...state } }
}

/**
 * Whether a stored seat is still as it was read. The version alone does not tell: a store that lost its last commits in
 * a failover can reach the same version again with another state.
 */
export function isSameSeat(stored: Seat | undefined, read: Seat): boolean {
  return stored?.id === read.id && stored.version === read.version && isSameState(stored, read)
}

function isSameState(state: SeatState, other: SeatState): boolean {
  switch (state.status) {
    case 'held':
      return (
        other.status === 'held' &&
        state.holdId === other.holdId &&
        state.heldUntil.getTime() === other.heldUntil.getTime()
      )
    case 'booked':
      return other.status === 'booked' && state.bookingId === other.bookingId
    case 'available':
    case 'blocked':
      return state.status === other.status
  }
}
