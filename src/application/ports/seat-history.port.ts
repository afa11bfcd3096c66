import type { HistoryEntry } from '../../domain/history.ts'
import type { EventId, SeatId } from '../../domain/seat.ts'

export interface HistoryQuery {
  readonly eventId: EventId
  /** All seats of the event when left out. */
  readonly seatId?: SeatId | undefined
}

/** Tells what was done to the seats of an event. */
export interface SeatHistoryPort {
  /**
   * @returns the entries, oldest first; a seat's own are in the order of its versions
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  history(query: HistoryQuery): Promise<readonly HistoryEntry[]>
}
