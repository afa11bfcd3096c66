import { LRUCache } from 'lru-cache'

import type {
  EventAsRead,
  EventChange,
  EventPage,
  EventRepositoryPort,
} from '../../application/ports/event-repository.port.ts'
import type { EventSummaryPort } from '../../application/ports/event-summary.port.ts'
import type { SeatFeedPort } from '../../application/ports/seat-feed.port.ts'
import { DEFAULT_EVENT_ID } from '../../domain/default-event.ts'
import { type Event, type EventSummary, isSameEvent } from '../../domain/event.ts'
import type { PlanReplacement } from '../../domain/plan-replacement.ts'
import type { EventId } from '../../domain/seat.ts'

const EVENTS_MAX = 10_000

/** Events that are not used are not refreshed for longer than this. */
const KEPT_MS = 60_000

/**
 * Keeps the summaries of recently used events in memory, so that no booking waits for them. Changes by this instance
 * take effect at once and are announced, those by other instances take effect with the next refresh.
 */
export class KeptEvents implements EventRepositoryPort, EventSummaryPort {
  readonly #store: EventRepositoryPort
  readonly #kept = new LRUCache<EventId, EventSummary>({
    max: EVENTS_MAX,
    ttl: KEPT_MS,
    updateAgeOnGet: true,
  })
  readonly #reading = new Map<EventId, Promise<EventSummary | undefined>>()
  /** The number of changes by this instance. */
  #changes = 0
  readonly #feed: Pick<SeatFeedPort, 'announce'>

  /** @param feed gets an announcement of each change by this instance */
  constructor(store: EventRepositoryPort, feed: Pick<SeatFeedPort, 'announce'>) {
    this.#store = store
    this.#feed = feed
  }

  findSummary(eventId: EventId): EventSummary | undefined | Promise<EventSummary | undefined> {
    return this.#kept.get(eventId) ?? this.#readOnce(eventId)
  }

  /**
   * Reads the kept events again. Runs must not overlap.
   * @throws {StoreUnavailableError} if the store is unavailable; the events that were read before stay valid
   */
  async refresh(): Promise<void> {
    const eventIds = [...this.#kept.keys()]
    if (eventIds.length === 0) return
    const changes = this.#changes
    const found = await this.#store.findSummaries(eventIds)
    // A change that was made during the read may not be in its result.
    if (changes !== this.#changes) return
    const byId = new Map(found.map((event) => [event.id, event]))
    for (const eventId of eventIds) this.#replace(eventId, byId.get(eventId))
  }

  addEvent(event: Event): Promise<'added' | 'exists' | 'deleted'> {
    return this.#forgetAfter(this.#store.addEvent(event), event.id)
  }

  growDefaultEvent(event: { readonly seatCount: number; readonly createdAt: Date }): Promise<void> {
    return this.#forgetAfter(this.#store.growDefaultEvent(event), DEFAULT_EVENT_ID)
  }

  saveEvent(change: EventChange): Promise<'saved' | 'conflict'> {
    return this.#forgetAfter(this.#store.saveEvent(change), change.from.id)
  }

  replacePlan(replacement: PlanReplacement): Promise<'saved' | 'conflict'> {
    return this.#forgetAfter(this.#store.replacePlan(replacement), replacement.from.id)
  }

  deleteEvent(read: EventAsRead): Promise<'deleted' | 'conflict'> {
    return this.#forgetAfter(this.#store.deleteEvent(read), read.event.id)
  }

  findEvent(eventId: EventId): Promise<Event | undefined> {
    return this.#store.findEvent(eventId)
  }

  findSummaries(eventIds: readonly EventId[]): Promise<readonly EventSummary[]> {
    return this.#store.findSummaries(eventIds)
  }

  listEvents(page: EventPage): Promise<readonly EventSummary[]> {
    return this.#store.listEvents(page)
  }

  /** Forgets an event after a change by this instance. With an unknown outcome, the change may have been saved. */
  async #forgetAfter<Outcome>(change: Promise<Outcome>, eventId: EventId): Promise<Outcome> {
    try {
      return await change
    } finally {
      this.#changes++
      this.#kept.delete(eventId)
      this.#reading.delete(eventId)
      this.#feed.announce(eventId)
    }
  }

  /** Concurrent calls share a read. */
  #readOnce(eventId: EventId): Promise<EventSummary | undefined> {
    const known = this.#reading.get(eventId)
    if (known) return known
    const reading = this.#read(eventId).finally(() => {
      if (this.#reading.get(eventId) === reading) this.#reading.delete(eventId)
    })
    this.#reading.set(eventId, reading)
    return reading
  }

  async #read(eventId: EventId): Promise<EventSummary | undefined> {
    const changes = this.#changes
    const [event] = await this.#store.findSummaries([eventId])
    if (event && changes === this.#changes) this.#kept.set(eventId, event)
    return event
  }

  /** Does not count as a use of the event. */
  #replace(eventId: EventId, event: EventSummary | undefined): void {
    const kept = this.#kept.peek(eventId)
    if (!kept || (event && isSameEvent(event, kept))) return
    if (event) this.#kept.set(eventId, event, { noUpdateTTL: true })
    else this.#kept.delete(eventId)
  }
}
