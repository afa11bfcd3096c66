import type { HistoryEntry } from '../../domain/history.ts'
import type { EventId, SeatId } from '../../domain/seat.ts'

/** Where a reader of the history goes on: after this entry. */
export type HistoryPosition = Pick<HistoryEntry, 'revision' | 'ordinal'>

export interface HistoryQuery {
  readonly eventId: EventId
  /** All seats of the event when left out. */
  readonly seatId?: SeatId | undefined
  readonly after?: HistoryPosition | undefined
  readonly limit: number
}

/** Tells what was done to the seats of an event. */
export interface SeatHistoryPort {
  /**
   * No entry ever appears before one that was read already, so whoever reads on misses nothing.
   * @returns the entries in the order of their revisions, and those of one revision in that of their change
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  history(query: HistoryQuery): Promise<readonly HistoryEntry[]>
}
