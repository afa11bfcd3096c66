import type { EventId, SeatId } from '../../domain/seat.ts'
import type { AreaId } from '../../domain/seating-plan.ts'

/** A client and an event. */
interface ClientAtEvent {
  readonly eventId: EventId
  readonly clientId: string
  readonly now: Date
}

export interface ClientSeatsQuery extends ClientAtEvent {
  /** A hold whose seats are not counted. */
  readonly exceptHoldId?: string | undefined
}

export interface FormerSeatsQuery extends ClientAtEvent {
  readonly seatIds: readonly SeatId[]
  /** Standing areas, of which any place counts. */
  readonly areaIds: readonly AreaId[]
  readonly since: Date
}

/**
 * What clients have, and what they had, for the limits per client.
 * @throws {StoreUnavailableError} from every method, if the store is unavailable
 */
export interface ClientSeatsPort {
  /** @returns the number of active holds of this client at this time, in all events */
  countHolds(clientId: string, now: Date): Promise<number>

  /** @returns the number of seats that the client has in active holds and in its bookings */
  countClientSeats(query: ClientSeatsQuery): Promise<number>

  /**
   * @returns when the client last released one of these seats or any place of these areas, or let its hold of one expire;
   *   undefined if it was not after `since`. Holds that expired by `since` do not count, even if they were released later
   */
  lastReleaseTime(query: FormerSeatsQuery): Promise<Date | undefined>
}
