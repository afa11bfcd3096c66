import { LRUCache } from 'lru-cache'

import type { EventRepositoryPort } from '../../application/ports/event-repository.port.ts'
import type { HallPort } from '../../application/ports/hall.port.ts'
import { Hall } from '../../domain/best-seats/hall.ts'
import type { Event } from '../../domain/event.ts'
import type { EventId } from '../../domain/seat.ts'

/** The most seats of all cached halls together. Each takes some 80 bytes. */
const SEATS_MAX = 200_000

interface Entry {
  readonly hall: Hall
  readonly seatCount: number
}

interface Reading {
  readonly event: Event
  readonly hall: Hall
}

/**
 * Reads events, and caches the halls used last. Events do not change, except that the default event may grow when
 * another instance starts with more seats. This instance then needs a restart to use them. Plans are not cached: they
 * take several times the memory, and the HTTP adapter caches its documents of them.
 */
export class EventCatalogue implements HallPort, Pick<EventRepositoryPort, 'findEvent'> {
  readonly #events: Pick<EventRepositoryPort, 'findEvent'>
  /** The hall used last is kept even if it exceeds the limit. */
  readonly #halls = new LRUCache<EventId, Entry>({
    maxSize: SEATS_MAX,
    sizeCalculation: ({ seatCount }) => Math.min(Math.max(seatCount, 1), SEATS_MAX),
  })
  readonly #reading = new Map<EventId, Promise<Reading | undefined>>()

  constructor(events: Pick<EventRepositoryPort, 'findEvent'>) {
    this.#events = events
  }

  /**
   * Reads an event. Concurrent calls share a read, because reading a large plan is slow.
   * @throws {StoreUnavailableError} when the store is unavailable
   */
  async findEvent(eventId: EventId): Promise<Event | undefined> {
    return (await this.#readOnce(eventId))?.event
  }

  async findHall(eventId: EventId): Promise<Hall | undefined> {
    return this.#halls.get(eventId)?.hall ?? (await this.#readOnce(eventId))?.hall
  }

  #readOnce(eventId: EventId): Promise<Reading | undefined> {
    let reading = this.#reading.get(eventId)
    if (!reading) {
      reading = this.#read(eventId).finally(() => this.#reading.delete(eventId))
      this.#reading.set(eventId, reading)
    }
    return reading
  }

  /** A client that reads a plan will choose seats, so the hall is built while the plan is in memory. */
  async #read(eventId: EventId): Promise<Reading | undefined> {
    const event = await this.#events.findEvent(eventId)
    if (!event) return undefined
    const { plan, seatCount } = event
    const { hall } = this.#halls.get(eventId) ?? { hall: new Hall(plan) }
    this.#halls.set(eventId, { hall, seatCount })
    return { event, hall }
  }
}
