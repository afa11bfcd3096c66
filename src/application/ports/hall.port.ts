import type { Hall } from '../../domain/best-seats/hall.ts'
import type { EventId } from '../../domain/seat.ts'

/** Finds the halls that seats are chosen in. */
export interface HallPort {
  /**
   * @returns undefined when there is no such event
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  findHall(eventId: EventId): Promise<Hall | undefined>
}
