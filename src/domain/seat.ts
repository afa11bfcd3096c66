/** Names one event, such as one evening's performance in one hall. */
export type EventId = string

/** Names one seat within its event. */
export type SeatId = string

/** The fact that a seat was sold. */
export interface Booking {
  readonly id: string
  readonly bookedAt: Date
  /** Whatever the buyer calls this booking: an order number, a name. */
  readonly reference?: string | undefined
}

interface SeatIdentity {
  readonly id: SeatId
  /**
   * Counts the changes of this seat; a new seat is at version 0.
   * It is also the fencing token: a store refuses a write that does not follow the version it holds.
   */
  readonly version: number
}

export interface AvailableSeat extends SeatIdentity {
  readonly status: 'available'
}

export interface BookedSeat extends SeatIdentity {
  readonly status: 'booked'
  readonly booking: Booking
}

export type Seat = AvailableSeat | BookedSeat

export type BookDecision =
  | { readonly outcome: 'booked'; readonly seat: BookedSeat }
  | { readonly outcome: 'refused'; readonly reason: 'booked' }

/** A seat as it stands before anything has happened to it. */
export function newSeat(id: SeatId): AvailableSeat {
  return { id, version: 0, status: 'available' }
}

/** Decides whether this seat can be booked; the seat it returns is the next version of the one it was given. */
export function bookSeat(seat: Seat, booking: Booking): BookDecision {
  switch (seat.status) {
    case 'available':
      return {
        outcome: 'booked',
        seat: { id: seat.id, version: seat.version + 1, status: 'booked', booking },
      }
    case 'booked':
      return { outcome: 'refused', reason: 'booked' }
  }
}
