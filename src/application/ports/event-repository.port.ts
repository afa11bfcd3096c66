import type { Event, EventSummary, EventTransition } from '../../domain/event.ts'
import type { Cause } from '../../domain/history.ts'
import type { PlanReplacement } from '../../domain/plan-replacement.ts'
import type { EventId } from '../../domain/seat.ts'

/** The position of an event in the order of creation. */
export type EventPosition = Pick<EventSummary, 'createdAt' | 'id'>

export interface EventPage {
  readonly after?: EventPosition | undefined
  readonly limit: number
}

/** A change of an event, and why it changes. */
export interface EventChange extends EventTransition {
  readonly cause: Cause
}

/**
 * Stores events. The conditional `saveEvent` changes one.
 * @throws {StoreUnavailableError} from every method, if the store is unavailable
 */
export interface EventRepositoryPort {
  /**
   * Adds an event and its seats. The event becomes visible when it is complete. After a crash, adding the same event
   * again completes it.
   * @returns `exists` if another event has this id
   */
  addEvent(event: Event): Promise<'added' | 'exists'>

  /** Adds the default event, or its missing seats, which increments its version. Never removes seats. */
  growDefaultEvent(event: { readonly seatCount: number; readonly createdAt: Date }): Promise<void>

  findEvent(eventId: EventId): Promise<Event | undefined>

  /** @returns the events with these ids, without their plans; in any order, without unknown ones */
  findSummaries(eventIds: readonly EventId[]): Promise<readonly EventSummary[]>

  /**
   * Saves the details of an event, if all fields of `from` are still stored as they were read. Increments the revision
   * of the event, and adds an entry to its history, atomically with the change. It may save an unchanged event, to make
   * what was read as durable as a change; the history then has no entry.
   * @returns `conflict` if anything is stored differently, or the event does not exist
   */
  saveEvent(change: EventChange): Promise<'saved' | 'conflict'>

  /**
   * Replaces the plan of an event other than the default event, its number of seats and its version, adds and removes
   * the seats, and increments the revision, if all fields of `from` and all removed seats are still stored as they were
   * read. A seat that was removed earlier and is added again continues its versions.
   * @returns `conflict` if anything is stored differently, or the event does not exist
   */
  replacePlan(replacement: PlanReplacement): Promise<'saved' | 'conflict'>

  /** @returns the events in order of creation time, then id */
  listEvents(page: EventPage): Promise<readonly EventSummary[]>
}
