import type { Booking } from '../../domain/booking.ts'

/**
 * Finds bookings. They are saved by `SeatRepositoryPort`, together with their seats.
 * @throws {StoreUnavailableError} from every method, if the store is unavailable
 */
export interface BookingRepositoryPort {
  findBooking(bookingId: string): Promise<Booking | undefined>
}
