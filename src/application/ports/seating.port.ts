import type { EventId, SeatId } from '../../domain/seat.ts'

/** Sets up the seats of an event. */
export interface SeatingPort {
  /**
   * Adds seats as they stand before anything has happened to them; those that are there already stay as they are.
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  addSeats(eventId: EventId, seatIds: readonly SeatId[]): Promise<void>
}
