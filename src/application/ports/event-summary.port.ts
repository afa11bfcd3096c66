import type { EventSummary } from '../../domain/event.ts'
import type { EventId } from '../../domain/seat.ts'

/** Finds events without their plans, for decisions that must not wait for the store. */
export interface EventSummaryPort {
  /**
   * A change of the event by another instance may be missing for about a second.
   * @returns a promise only if the event was not read recently; undefined if the event does not exist
   * @throws {StoreUnavailableError} if the store is unavailable and the event was not read recently
   */
  findSummary(eventId: EventId): EventSummary | undefined | Promise<EventSummary | undefined>
}
