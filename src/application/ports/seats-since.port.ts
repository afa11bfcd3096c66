import type { EventId, PublicSeat } from '../../domain/seat.ts'

/**
 * Identifies a state of an event's seats. The revision alone is not enough: after a restore from a backup, or a
 * failover that loses commits, the store reuses revisions for different changes.
 */
export interface SeatsState {
  /** The number of changes to the event so far. */
  readonly revision: number
  /**
   * Differs between different states with the same revision, and is the same for all instances that share the store.
   * Contains only `A-Z a-z 0-9 _ -`.
   */
  readonly tag: string
}

export interface SeatsUpdate extends SeatsState {
  /** Whether `seats` contains all seats that were ever changed, and replaces everything read before. */
  readonly isComplete: boolean
  /** The current state of each changed seat: all of them if `isComplete`, otherwise those changed after `since`. */
  readonly seats: readonly PublicSeat[]
}

/** Reads the seats that have changed since an earlier read. */
export interface SeatsSincePort {
  /**
   * Returns the changes since a state. The result is complete if `since` is undefined or is not in the history of the
   * store, for example after a restore.
   * @param since a state that was read before
   * @returns undefined if the event does not exist
   * @throws {StoreUnavailableError} if the store is unavailable
   */
  seatsSince(eventId: EventId, since?: SeatsState): Promise<SeatsUpdate | undefined>
}
