import type { Booking, BookingStatus } from '../../domain/booking.ts'
import type { EventId, SeatId } from '../../domain/seat.ts'

/** The bookings that meet all of the given conditions. */
export interface BookingsQuery {
  /** Default: all events. */
  readonly eventId?: EventId | undefined
  /** A short code in the form that is stored; see `readCode`. */
  readonly code?: string | undefined
  readonly reference?: string | undefined
  /** Bookings that this seat belongs to, or belonged to according to the history. Requires an event. */
  readonly seatId?: SeatId | undefined
  readonly status?: BookingStatus | undefined
  /** The booking after which to begin. Default: the first booking. */
  readonly after?: { readonly bookedAt: Date; readonly id: string } | undefined
  readonly limit: number
}

/**
 * Finds bookings. They are saved by `SeatRepositoryPort`, together with their seats.
 * @throws {StoreUnavailableError} from every method, if the store is unavailable
 */
export interface BookingRepositoryPort {
  findBooking(bookingId: string): Promise<Booking | undefined>

  /** @returns the bookings in the order of their times and ids */
  findBookings(query: BookingsQuery): Promise<readonly Booking[]>
}
