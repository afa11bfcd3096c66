import type { Event, EventStatus, EventSummary, EventTransition } from '../../domain/event.ts'
import type { Cause } from '../../domain/history.ts'
import type { PlanReplacement } from '../../domain/plan-replacement.ts'
import type { EventId } from '../../domain/seat.ts'
import type { SeatsState } from './seats-since.port.ts'

/** By this time, then by id. Events without a start are listed last. */
export type EventOrder = 'createdAt' | 'startsAt'

/** The position of an event. Only the time of the requested order is used. */
export type EventPosition = Pick<EventSummary, 'id'> & Partial<Pick<EventSummary, EventOrder>>

/** A page of the events that meet all of the given conditions. */
export interface EventPage {
  readonly status?: EventStatus | undefined
  /** Only events that start at this time or later. */
  readonly startsFrom?: Date | undefined
  /** Only events that start before this time. */
  readonly startsBefore?: Date | undefined
  /** Default: `createdAt`. */
  readonly order?: EventOrder | undefined
  /** The event after which to begin. Default: the first event. */
  readonly after?: EventPosition | undefined
  readonly limit: number
}

/** An event and the state of its seats, as they were read. */
export interface EventAsRead {
  readonly event: EventSummary
  readonly seats: SeatsState
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
   * again completes it, until `DeletedEventsPort` deletes it.
   * @returns `exists` if another event has this id; `deleted` if that event was deleted and has rows left
   */
  addEvent(event: Event): Promise<'added' | 'exists' | 'deleted'>

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

  /**
   * Deletes an event, if it and its seats are still stored as they were read. From then on no method of any port finds
   * it, its holds or its bookings, and no change of it is saved. Its id stays taken until `DeletedEventsPort` has deleted
   * all of its rows.
   * @returns `conflict` if anything is stored differently, or the event does not exist
   */
  deleteEvent(read: EventAsRead): Promise<'deleted' | 'conflict'>

  /** @returns the events that meet the conditions, in the given order */
  listEvents(page: EventPage): Promise<readonly EventSummary[]>
}
