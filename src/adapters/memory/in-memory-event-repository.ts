import type {
  DeletedEventsPort,
  DeletedRowsQuery,
} from '../../application/ports/deleted-events.port.ts'
import type {
  EventAsRead,
  EventChange,
  EventOrder,
  EventPage,
  EventPosition,
  EventRepositoryPort,
} from '../../application/ports/event-repository.port.ts'
import { DEFAULT_EVENT_ID, defaultEvent } from '../../domain/default-event.ts'
import {
  type Event,
  type EventSummary,
  eventUpdateOf,
  isSameEvent,
  summaryOf,
} from '../../domain/event.ts'
import { isEventIdOfKey } from '../../domain/event-deletion.ts'
import { type PlanReplacement, planUpdateOf, withPlan } from '../../domain/plan-replacement.ts'
import type { EventId } from '../../domain/seat.ts'
import { seatIdsOf } from '../../domain/seating-plan.ts'
import type { InMemorySeatRepository } from './in-memory-seat-repository.ts'

type Seats = Pick<
  InMemorySeatRepository,
  'addSeats' | 'replaceSeats' | 'recordUpdate' | 'deleteEvent' | 'deleteRecords'
>

/** Events in the memory of this process. */
export class InMemoryEventRepository implements EventRepositoryPort, DeletedEventsPort {
  readonly #seats: Seats
  readonly #events = new Map<EventId, Event>()
  /** When the deleted events of which there may still be records were created. */
  readonly #deleted = new Map<EventId, Date>()

  constructor(seats: Seats) {
    this.#seats = seats
  }

  async addEvent(event: Event): Promise<'added' | 'exists' | 'deleted'> {
    if (this.#deleted.has(event.id)) return 'deleted'
    if (this.#events.has(event.id)) return 'exists'
    this.#seats.addSeats(event.id, seatIdsOf(event.plan))
    this.#events.set(event.id, event)
    return 'added'
  }

  async growDefaultEvent({
    seatCount,
    createdAt,
  }: {
    readonly seatCount: number
    readonly createdAt: Date
  }): Promise<void> {
    const stored = this.#events.get(DEFAULT_EVENT_ID)
    if (stored && stored.seatCount >= seatCount) return
    const grown = defaultEvent({ seatCount, createdAt })
    this.#seats.addSeats(grown.id, seatIdsOf(grown.plan))
    const { plan } = grown
    const event = stored ? withPlan(stored, plan) : grown
    this.#events.set(event.id, event)
  }

  async findEvent(eventId: EventId): Promise<Event | undefined> {
    return this.#events.get(eventId)
  }

  async findSummaries(eventIds: readonly EventId[]): Promise<readonly EventSummary[]> {
    return eventIds.flatMap((eventId) => this.#events.get(eventId) ?? []).map(summaryOf)
  }

  async saveEvent(change: EventChange): Promise<'saved' | 'conflict'> {
    const { from, to, cause } = change
    const stored = this.#events.get(from.id)
    if (!stored || !isSameEvent(stored, from)) return 'conflict'
    this.#events.set(from.id, { ...stored, ...to })
    if (from.version !== to.version) this.#seats.recordUpdate(from.id, eventUpdateOf(change), cause)
    return 'saved'
  }

  /** Atomic because nothing is awaited between the check and the write. */
  async replacePlan(replacement: PlanReplacement): Promise<'saved' | 'conflict'> {
    const { from, to } = replacement
    const stored = this.#events.get(from.id)
    if (!stored || !isSameEvent(stored, from)) return 'conflict'
    if (!this.#seats.replaceSeats(from.id, replacement)) return 'conflict'
    this.#events.set(from.id, to)
    this.#seats.recordUpdate(from.id, planUpdateOf(replacement), replacement.cause)
    return 'saved'
  }

  /** Atomic because nothing is awaited between the check and the write. */
  async deleteEvent({ event, seats }: EventAsRead): Promise<'deleted' | 'conflict'> {
    const stored = this.#events.get(event.id)
    if (!stored || !isSameEvent(stored, event)) return 'conflict'
    if (!this.#seats.deleteEvent(event.id, seats)) return 'conflict'
    this.#events.delete(event.id)
    this.#deleted.set(event.id, event.createdAt)
    return 'deleted'
  }

  /** There are none, because an event is added in one step. */
  deleteUnfinished(): Promise<void> {
    return Promise.resolve()
  }

  async deleteRows({ countMax, keysKeptSince }: DeletedRowsQuery): Promise<number> {
    const [eventId] = Array.from(this.#deleted).flatMap(([id, createdAt]) =>
      isEventIdOfKey(id) && createdAt >= keysKeptSince ? [] : id,
    )
    if (eventId === undefined) return 0
    const count = this.#seats.deleteRecords(eventId, countMax)
    if (count > 0) return count
    this.#deleted.delete(eventId)
    return 1
  }

  async listEvents(page: EventPage): Promise<readonly EventSummary[]> {
    const { status, startsFrom, startsBefore, after, limit } = page
    const compare = inOrderOf(page.order ?? 'createdAt')
    return Array.from(this.#events.values())
      .filter((event) => status === undefined || event.status === status)
      .filter(({ startsAt }) => !startsFrom || (startsAt && startsAt >= startsFrom))
      .filter(({ startsAt }) => !startsBefore || (startsAt && startsAt < startsBefore))
      .sort(compare)
      .filter((event) => after === undefined || compare(event, after) > 0)
      .slice(0, limit)
      .map(summaryOf)
  }
}

/** Ids are ASCII, so all stores compare them in the same way. */
function inOrderOf(order: EventOrder): (a: EventPosition, b: EventPosition) => number {
  const msOf = (event: EventPosition) => event[order]?.getTime() ?? Number.MAX_SAFE_INTEGER
  return (a, b) => msOf(a) - msOf(b) || (a.id < b.id ? -1 : Number(a.id > b.id))
}
