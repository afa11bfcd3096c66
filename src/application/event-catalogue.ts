import type { Event } from '../domain/event.ts'
import { type Hall, hallOf } from '../domain/hall.ts'
import type { EventId } from '../domain/seat.ts'
import type { EventRepositoryPort } from './ports/event-repository.port.ts'
import { RecentlyUsed } from './recently-used.ts'

/** How many seats the events have together that are kept at hand; the plan of a seat takes some 300 bytes. */
const SEATS_MAX = 200_000

interface Entry {
  readonly event: Event
  hall?: Hall
}

/**
 * Keeps events at hand that were asked for lately, which it can because events do not change. (The default event may
 * grow when another instance is started with more seats; an instance learns of it at its own start.)
 */
export class EventCatalogue {
  readonly #events: Pick<EventRepositoryPort, 'findEvent'>
  readonly #entries = new RecentlyUsed<EventId, Entry>({
    weightOf: ({ event }) => event.seatCount,
    weightMax: SEATS_MAX,
  })
  readonly #reading = new Map<EventId, Promise<Entry | undefined>>()

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
    const entry = this.#entries.get(eventId) ?? (await this.#read(eventId))
    if (entry) this.#entries.use(eventId, entry)
    return entry
  }

  /** Once for all who ask at the same time: the plan of a large hall takes a while. */
  #read(eventId: EventId): Promise<Entry | undefined> {
    let reading = this.#reading.get(eventId)
    if (!reading) {
      reading = this.#events
        .findEvent(eventId)
        .then((event) => event && { event })
        .finally(() => this.#reading.delete(eventId))
      this.#reading.set(eventId, reading)
    }
    return reading
  }
}
