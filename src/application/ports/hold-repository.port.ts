import type { Hold } from '../../domain/hold.ts'
import type { EventId } from '../../domain/seat.ts'

/** Finds holds, which are saved with the seats that they change. */
export interface HoldRepositoryPort {
  /** @throws {StoreUnavailableError} when the store cannot be reached */
  findHold(holdId: string): Promise<Hold | undefined>

  /** @throws {StoreUnavailableError} when the store cannot be reached */
  findHoldByToken(eventId: EventId, tokenDigest: string): Promise<Hold | undefined>

  /**
   * @returns how many holds this client has, in all events, that have neither ended nor run out at this time
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  countHolds(clientId: string, now: Date): Promise<number>
}
