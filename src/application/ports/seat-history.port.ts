import type { HistoryEntry } from '../../domain/history.ts'
import type { EventId, SeatId } from '../../domain/seat.ts'

/** Where an entry stands in the history of its event. */
export type HistoryPosition = Pick<HistoryEntry, 'revision' | 'ordinal'>

export interface HistoryQuery {
  readonly eventId: EventId
  /** All seats of the event when left out. */
  readonly seatId?: SeatId | undefined
  /**
   * The first entry to return, if it is still there; from the beginning when left out. To read on, name the last entry
   * that was read and check that it comes again: a store that was restored from a backup may have another one there.
   */
  readonly from?: HistoryPosition | undefined
  readonly limit: number
}

/** Reads what was done to the seats of an event. */
export interface SeatHistoryPort {
  /**
   * No entry ever appears before one that was read already, so whoever reads on misses nothing.
   * @returns the entries in the order of their revisions, and those of one revision in that of their change
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  history(query: HistoryQuery): Promise<readonly HistoryEntry[]>
}
