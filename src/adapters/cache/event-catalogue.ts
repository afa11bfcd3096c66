import { LRUCache } from 'lru-cache'

import type { EventRepositoryPort } from '../../application/ports/event-repository.port.ts'
import type { HallPort } from '../../application/ports/hall.port.ts'
import { Hall } from '../../domain/best-seats/hall.ts'
import type { Event } from '../../domain/event.ts'
import type { EventId } from '../../domain/seat.ts'

/** How many seats the cached halls have together; each takes some 80 bytes. */
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
 * Reads events, and caches the halls of those used last, which it can because events do not change. Plans are not
 * cached: they take several times the memory, and the HTTP adapter caches what it makes of them. (The default event may
 * grow when another instance starts with more seats; this instance sees that at its own next start.)
 */
export class EventCatalogue implements HallPort, Pick<EventRepositoryPort, 'findEvent'> {
  readonly #events: Pick<EventRepositoryPort, 'findEvent'>
  /** The hall used last is kept however large it is. */
  readonly #halls = new LRUCache<EventId, Entry>({
    maxSize: SEATS_MAX,
    sizeCalculation: ({ seatCount }) => Math.min(Math.max(seatCount, 1), SEATS_MAX),
  })
  readonly #reading = new Map<EventId, Promise<Reading | undefined>>()

  constructor(events: Pick<EventRepositoryPort, 'findEvent'>) {
    this.#events = events
  }

  /**
   * Reads an event. Calls at the same time share a read, because the plan of a large hall takes a while.
   * @throws {StoreUnavailableError} when the store cannot be reached
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

  /** A client that reads a plan is about to choose seats, so the hall is made while the plan is in memory. */
  async #read(eventId: EventId): Promise<Reading | undefined> {
    const event = await this.#events.findEvent(eventId)
    if (!event) return undefined
    const { plan, seatCount } = event
    const { hall } = this.#halls.get(eventId) ?? { hall: new Hall(plan) }
    this.#halls.set(eventId, { hall, seatCount })
    return { event, hall }
  }
}
