import type { EventId, Seat } from '../../domain/seat.ts'

export interface ExpiredSeat {
  readonly eventId: EventId
  readonly seat: Seat & { readonly status: 'held' }
}

/** Finds seats that are stored as held although their hold has expired. */
export interface ExpiredSeatsPort {
  /**
   * @returns up to `countMax` seats whose hold expired before this time, oldest first
   * @throws {StoreUnavailableError} if the store is unavailable
   */
  expiredSeats(query: {
    readonly before: Date
    readonly countMax: number
  }): Promise<readonly ExpiredSeat[]>
}
