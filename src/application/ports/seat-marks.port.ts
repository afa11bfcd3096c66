import type { EventId } from '../../domain/seat.ts'
import type { SeatMarks } from '../../domain/seat-marks.ts'

/** Finds the marked seats of events. */
export interface SeatMarksPort {
  /**
   * A change by another instance may be missing for about a second.
   * @returns undefined if the event does not exist
   * @throws {StoreUnavailableError} if the store is unavailable
   */
  findMarks(eventId: EventId): Promise<SeatMarks | undefined>
}
