import type { EventId } from '../../domain/seat.ts'
import type { StandingAreas } from '../../domain/standing-areas.ts'

/** The standing areas of the plan of an event. */
export interface EventAreas {
  /** The version of the event in which it got the plan. */
  readonly planVersion: number
  /** The same object until the plan is replaced, or after the event was not used for long. */
  readonly areas: StandingAreas
}

/** Finds the standing areas of events. */
export interface StandingAreasPort {
  /**
   * A change by another instance may be missing for about a second.
   * @returns undefined if the event does not exist
   * @throws {StoreUnavailableError} if the store is unavailable
   */
  findAreas(eventId: EventId): Promise<EventAreas | undefined>
}
