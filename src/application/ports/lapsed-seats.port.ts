import type { EventId, Seat } from '../../domain/seat.ts'

export interface LapsedSeat {
  readonly eventId: EventId
  readonly seat: Seat & { readonly status: 'held' }
}

/** Finds seats whose hold has run out, and which still say that they are held. */
export interface LapsedSeatsPort {
  /**
   * @returns those that ran out before this time, the oldest first, at most `countMax` of them
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  lapsedSeats(query: {
    readonly before: Date
    readonly countMax: number
  }): Promise<readonly LapsedSeat[]>
}
