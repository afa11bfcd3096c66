import type { EventId, PublicSeat } from '../../domain/seat.ts'

/**
 * Names one state of an event's seats. The revision alone does not name it: a store that is restored from a backup, or
 * that loses its last commits in a failover, uses the same revisions again for other changes.
 */
export interface SeatsState {
  /** How many changes were saved in this event so far. */
  readonly revision: number
  /**
   * Differs between any two states with the same revision that the store ever had, and is the same for all instances
   * that share the store. It has no characters other than `A-Z a-z 0-9 _ -`.
   */
  readonly tag: string
}

export interface SeatsSince extends SeatsState {
  /** Whether `seats` are all seats that were ever changed, and replace everything read before. */
  readonly isComplete: boolean
  /** Otherwise, each seat that changed after the state asked for, as it is now. */
  readonly seats: readonly PublicSeat[]
}

/** Reads which seats changed, so that nobody needs to read a whole hall twice. */
export interface SeatChangesPort {
  /**
   * The answer is complete when `since` is left out, and when the store has no such state in its history: only then may
   * seats differ from that state without having changed since.
   * @param since a state that was read before
   * @returns undefined when there is no such event
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  seatsSince(eventId: EventId, since?: SeatsState): Promise<SeatsSince | undefined>
}
