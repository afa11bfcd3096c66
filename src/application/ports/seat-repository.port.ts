import type { EventId, Seat, SeatId } from '../../domain/seat.ts'

/** Seats of one event that change together. */
export interface SeatChange {
  readonly eventId: EventId
  /** The new seats, each named once and one version further than the seat that was read. */
  readonly seats: readonly Seat[]
}

/** Keeps the seats. Its conditional write is what makes a double booking impossible. */
export interface SeatRepositoryPort {
  /**
   * @returns the seats in the order asked for; unknown ones are left out
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  find(eventId: EventId, seatIds: readonly SeatId[]): Promise<readonly Seat[]>

  /**
   * Saves all the seats or none: a seat at version n replaces only the stored seat at version n - 1.
   * @returns `conflict` when any stored seat is at another version, or unknown
   * @throws {StoreUnavailableError} when the store cannot be reached; whether the change was saved is then unknown
   */
  save(change: SeatChange): Promise<'saved' | 'conflict'>
}

/** The seat store cannot be reached, so nothing can be promised. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError'
}
