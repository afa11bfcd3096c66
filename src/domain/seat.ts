/** Identifies an event. */
export type EventId = string

/** Identifies a seat within its event. */
export type SeatId = string

/** The stored state of a seat. */
export type SeatState =
  | { readonly status: 'available' }
  | { readonly status: 'held'; readonly holdId: string; readonly heldUntil: Date }
  | { readonly status: 'booked'; readonly bookingId: string }
  | { readonly status: 'blocked' }

interface SeatIdentity {
  readonly id: SeatId
  /**
   * Incremented with each change of the seat. A new seat has version 0.
   * It is also the fencing token: a store refuses a write that does not follow its stored version.
   */
  readonly version: number
}

export type Seat = SeatIdentity & SeatState

/** The public state of a seat: its status without the hold or booking. */
export type PublicSeat = SeatIdentity &
  (
    | { readonly status: 'available' | 'booked' | 'blocked' }
    | { readonly status: 'held'; readonly heldUntil: Date }
  )

export type SeatStatus = Seat['status']

/** A change of a seat: the state as it was read, and the next state. */
export interface SeatTransition {
  readonly from: Seat
  readonly to: Seat
}

/** A seat that is not available, and its status. */
export interface SeatConflict {
  readonly seatId: SeatId
  readonly reason: Exclude<SeatStatus, 'available'>
}

/** The statuses of a seat that is not available. */
export const UNAVAILABLE_STATUSES = [
  'held',
  'booked',
  'blocked',
] as const satisfies readonly SeatConflict['reason'][]

/** Some of the wanted seats are not available. */
export interface NotAvailable {
  readonly reason: 'not-available'
  readonly conflicts: readonly SeatConflict[]
}

export type TakeDecision =
  | { readonly outcome: 'taken'; readonly seats: readonly SeatTransition[] }
  | { readonly outcome: 'refused'; readonly refusal: NotAvailable }

/** The initial state of a seat. */
export function newSeat(id: SeatId): Seat {
  return { id, version: 0, status: 'available' }
}

/** Whether a seat belongs to this hold, including an expired one. */
export function isHeldBy(holdId: string): (seat: Seat) => boolean {
  return (seat) => seat.status === 'held' && seat.holdId === holdId
}

/** Whether a seat belongs to this booking. */
export function isBookedAs(bookingId: string): (seat: Seat) => boolean {
  return (seat) => seat.status === 'booked' && seat.bookingId === bookingId
}

/** Whether a seat is off sale. */
export function isBlocked({ status }: Seat): boolean {
  return status === 'blocked'
}

/** The status at this time. A seat with an expired hold is available, even while the hold is still stored. */
export function statusAt(seat: PublicSeat, now: Date): SeatStatus {
  return seat.status === 'held' && seat.heldUntil <= now ? 'available' : seat.status
}

/** Returns those of the seats that are held, booked or blocked. */
export function conflictsAmong(seats: readonly Seat[], now: Date): SeatConflict[] {
  return seats.flatMap((seat) => {
    const reason = statusAt(seat, now)
    return reason === 'available' ? [] : [{ seatId: seat.id, reason }]
  })
}

/**
 * Decides whether these seats can change to the wanted state, all or none. Each must be available, or held by the hold
 * `holdId`.
 *
 * @returns the transition of each seat, or all seats that are not available
 */
export function takeSeats(
  seats: readonly Seat[],
  wanted: SeatState,
  { now, holdId }: { readonly now: Date; readonly holdId?: string | undefined },
): TakeDecision {
  const isOwn = holdId === undefined ? () => false : isHeldBy(holdId)
  const others = seats.filter((seat) => !isOwn(seat))
  const conflicts = conflictsAmong(others, now)
  if (conflicts.length > 0) {
    return { outcome: 'refused', refusal: { reason: 'not-available', conflicts } }
  }
  return { outcome: 'taken', seats: seats.map((seat) => transition(seat, wanted)) }
}

/** Makes the owned seats available. Leaves out the others, which another hold or booking may have taken. */
export function freeSeats(
  seats: readonly Seat[],
  isOwned: (seat: Seat) => boolean,
): SeatTransition[] {
  return seats.filter(isOwned).map((seat) => transition(seat, { status: 'available' }))
}

function transition(from: Seat, state: SeatState): SeatTransition {
  return { from, to: { id: from.id, version: from.version + 1, ...state } }
}

/**
 * Whether a stored seat is unchanged since it was read. The version alone is not enough: a store that lost its last
 * commits in a failover can reach the same version again with a different state.
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
