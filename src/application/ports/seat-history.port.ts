import type { HistoryEntry } from '../../domain/history.ts'
import type { EventId, SeatId } from '../../domain/seat.ts'

/** The position of an entry in the history of its event. */
export type HistoryPosition = Pick<HistoryEntry, 'revision' | 'ordinal'>

export interface HistoryQuery {
  readonly eventId: EventId
  /** Only the changes of this seat. Default: all changes of the event. */
  readonly seatId?: SeatId | undefined
  /**
   * The position of the first entry to return. Default: the beginning. To continue, pass the position of the last entry
   * that was read, and check that the first returned entry equals it: after a restore from a backup it may differ.
   */
  readonly from?: HistoryPosition | undefined
  readonly limit: number
}

/** Reads the history of an event: the changes of its seats, and those of the event itself. */
export interface SeatHistoryPort {
  /**
   * New entries only appear after all existing ones, so reading on from the last entry misses none.
   * @returns the entries in order of revision and ordinal
   * @throws {StoreUnavailableError} if the store is unavailable
   */
  history(query: HistoryQuery): Promise<readonly HistoryEntry[]>
}
