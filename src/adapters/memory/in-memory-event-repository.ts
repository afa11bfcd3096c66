import type {
  EventChange,
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
import { type PlanReplacement, planUpdateOf, withPlan } from '../../domain/plan-replacement.ts'
import type { EventId } from '../../domain/seat.ts'
import { seatIdsOf } from '../../domain/seating-plan.ts'
import type { InMemorySeatRepository } from './in-memory-seat-repository.ts'

/** Events in the memory of this process. */
export class InMemoryEventRepository implements EventRepositoryPort {
  readonly #seats: Pick<InMemorySeatRepository, 'addSeats' | 'replaceSeats' | 'recordUpdate'>
  readonly #events = new Map<EventId, Event>()

  constructor(seats: Pick<InMemorySeatRepository, 'addSeats' | 'replaceSeats' | 'recordUpdate'>) {
    this.#seats = seats
  }

  async addEvent(event: Event): Promise<'added' | 'exists'> {
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

  async listEvents({ after, limit }: EventPage): Promise<readonly EventSummary[]> {
    return Array.from(this.#events.values())
      .sort(inOrderOfCreation)
      .filter((event) => after === undefined || inOrderOfCreation(event, after) > 0)
      .slice(0, limit)
      .map(summaryOf)
  }
}

/** Ids are ASCII, so all stores compare them in the same way. */
function inOrderOfCreation(a: EventPosition, b: EventPosition): number {
  return a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : Number(a.id > b.id))
}
