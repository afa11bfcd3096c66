import type { Hall } from '../../domain/best-seats/hall.ts'
import type { EventId } from '../../domain/seat.ts'

/** Finds the halls of events. */
export interface HallPort {
  /**
   * @returns undefined if the event does not exist
   * @throws {StoreUnavailableError} if the store is unavailable
   */
  findHall(eventId: EventId): Promise<Hall | undefined>
}
