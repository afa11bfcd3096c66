import type { Hold } from '../../domain/hold.ts'
import type { EventId } from '../../domain/seat.ts'

/** The holds of an event, or those of one client, that are active at a time and were placed by then. */
export interface ActiveHoldsQuery {
  readonly eventId: EventId
  readonly clientId?: string | undefined
  readonly at: Date
  /** Only holds with a greater id. */
  readonly after?: string | undefined
  readonly countMax: number
}

/** The holds of an event with a code. Codes are random, so there is rarely more than one. */
export interface HoldsByCodeQuery {
  readonly eventId: EventId
  /** As it is stored, without a dash. */
  readonly code: string
  readonly countMax: number
}

/**
 * Finds holds. They are saved by `SeatRepositoryPort`, together with their seats.
 * @throws {StoreUnavailableError} from every method, if the store is unavailable
 */
export interface HoldRepositoryPort {
  findHold(holdId: string): Promise<Hold | undefined>

  findHoldByToken(eventId: EventId, tokenDigest: string): Promise<Hold | undefined>

  /** @returns up to `countMax` holds, also expired and ended ones, the newest first */
  findHoldsByCode(query: HoldsByCodeQuery): Promise<readonly Hold[]>

  /** @returns up to `countMax` holds, ordered by id */
  activeHolds(query: ActiveHoldsQuery): Promise<readonly Hold[]>
}
