import type { Booking } from '../../domain/booking.ts'

/** Finds bookings, which are saved with the seats that they change. */
export interface BookingRepositoryPort {
  /** @throws {StoreUnavailableError} when the store cannot be reached */
  findBooking(bookingId: string): Promise<Booking | undefined>
}
