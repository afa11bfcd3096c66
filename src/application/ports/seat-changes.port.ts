import type { EventId, PublicSeat } from '../../domain/seat.ts'

export interface SeatsSince {
  /** How many changes were saved in this event so far. */
  readonly revision: number
  /** Each seat that changed after the revision asked for, as it is at this one. */
  readonly seats: readonly PublicSeat[]
}

/** Tells which seats changed, so that nobody needs to read a whole hall twice. */
export interface SeatChangesPort {
  /**
   * @param revision left out for every seat that was ever changed
   * @returns undefined when there is no such event
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  seatsSince(eventId: EventId, revision?: number): Promise<SeatsSince | undefined>
}
