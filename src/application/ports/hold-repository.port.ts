import type { Hold } from '../../domain/hold.ts'
import type { EventId } from '../../domain/seat.ts'

/**
 * Finds holds. They are saved by `SeatRepositoryPort`, together with their seats.
 * @throws {StoreUnavailableError} from every method, if the store is unavailable
 */
export interface HoldRepositoryPort {
  findHold(holdId: string): Promise<Hold | undefined>

  findHoldByToken(eventId: EventId, tokenDigest: string): Promise<Hold | undefined>

  /** @returns the number of active holds of this client at this time, in all events */
  countHolds(clientId: string, now: Date): Promise<number>
}
