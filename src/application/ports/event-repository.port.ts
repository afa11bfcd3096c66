import type { Event, EventSummary } from '../../domain/event.ts'
import type { EventId } from '../../domain/seat.ts'

/** Where a list goes on: after this event, in the order of creation. */
export type EventPosition = Pick<EventSummary, 'createdAt' | 'id'>

export interface EventPage {
  readonly after?: EventPosition | undefined
  readonly limit: number
}

/** Keeps the events. None of them is ever changed, but for the default event, which may grow. */
export interface EventRepositoryPort {
  /**
   * Adds an event and its seats. Nobody finds the event before all of it is there; what a crash left unfinished is
   * finished by adding the same event again.
   * @returns `exists` when there is another event of this id already
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  addEvent(event: Event): Promise<'added' | 'exists'>

  /**
   * Adds the default event, or the seats that it lacks. It never loses a seat.
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  growDefaultEvent(event: { readonly seatCount: number; readonly createdAt: Date }): Promise<void>

  /** @throws {StoreUnavailableError} when the store cannot be reached */
  findEvent(eventId: EventId): Promise<Event | undefined>

  /**
   * @returns the events in the order of their creation; those created in the same instant in the order of their ids
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  listEvents(page: EventPage): Promise<readonly EventSummary[]>
}
