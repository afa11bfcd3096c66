import type { EventId, SeatId } from '../../domain/seat.ts'

export interface BookedSeat {
  readonly seatId: SeatId
  readonly bookingId: string
  /** The client's own name for the booking. */
  readonly reference?: string | undefined
}

export interface BookedSeats {
  /** The revision of the event at which exactly these seats are booked. */
  readonly revision: number
  readonly seats: readonly BookedSeat[]
}

/** Reads all booked seats of an event. */
export interface BookedSeatsPort {
  /**
   * Reads the seats, their bookings and the revision from one snapshot.
   * @returns the seats in any order; undefined if the event does not exist
   * @throws {StoreUnavailableError} if the store is unavailable
   */
  bookedSeats(eventId: EventId): Promise<BookedSeats | undefined>
}
