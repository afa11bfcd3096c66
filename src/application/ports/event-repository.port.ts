import type { Event, EventSummary } from '../../domain/event.ts'
import type { EventId } from '../../domain/seat.ts'

/** The position of an event in the order of creation. */
export type EventPosition = Pick<EventSummary, 'createdAt' | 'id'>

export interface EventPage {
  readonly after?: EventPosition | undefined
  readonly limit: number
}

/**
 * Stores events. Events never change, except that the default event may grow.
 * @throws {StoreUnavailableError} from every method, if the store is unavailable
 */
export interface EventRepositoryPort {
  /**
   * Adds an event and its seats. The event becomes visible when it is complete. After a crash, adding the same event
   * again completes it.
   * @returns `exists` if another event has this id
   */
  addEvent(event: Event): Promise<'added' | 'exists'>

  /** Adds the default event, or its missing seats. Never removes seats. */
  growDefaultEvent(event: { readonly seatCount: number; readonly createdAt: Date }): Promise<void>

  findEvent(eventId: EventId): Promise<Event | undefined>

  /** @returns the events in order of creation time, then id */
  listEvents(page: EventPage): Promise<readonly EventSummary[]>
}
