import type { Event } from '../domain/event.ts'
import { type Hall, hallOf } from '../domain/hall.ts'
import type { EventId } from '../domain/seat.ts'
import type { EventRepositoryPort } from './ports/event-repository.port.ts'

/** How many seats the events have together that are kept at hand; the plan of a seat takes some 300 bytes. */
const SEATS_MAX = 200_000

interface Entry {
  readonly event: Event
  hall?: Hall
}

/** Keeps events at hand that were asked for lately, which it can because events do not change. */
export class EventCatalogue {
  readonly #events: Pick<EventRepositoryPort, 'findEvent'>
  readonly #entries = new Map<EventId, Entry>()

  constructor(events: Pick<EventRepositoryPort, 'findEvent'>) {
    this.#events = events
  }

  /** @throws {StoreUnavailableError} when the store cannot be reached */
  async find(eventId: EventId): Promise<Event | undefined> {
    return (await this.#entry(eventId))?.event
  }

  /** @throws {StoreUnavailableError} when the store cannot be reached */
  async hall(eventId: EventId): Promise<Hall | undefined> {
    const entry = await this.#entry(eventId)
    return entry && (entry.hall ??= hallOf(entry.event.plan))
  }

  async #entry(eventId: EventId): Promise<Entry | undefined> {
    let entry = this.#entries.get(eventId)
    if (!entry) {
      const event = await this.#events.findEvent(eventId)
      if (!event) return undefined
      entry = { event }
    }
    this.#entries.delete(eventId)
    this.#entries.set(eventId, entry)
    this.#dropOldest()
    return entry
  }

  /** A map keeps the order of insertion, so the first is the one that was not asked for the longest. */
  #dropOldest(): void {
    let seats = this.#entries.values().reduce((sum, { event }) => sum + event.seatCount, 0)
    for (const [eventId, { event }] of this.#entries) {
      if (seats <= SEATS_MAX || this.#entries.size === 1) break
      this.#entries.delete(eventId)
      seats -= event.seatCount
    }
  }
}
