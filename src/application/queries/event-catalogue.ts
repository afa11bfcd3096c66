import type { Event } from '../../domain/event.ts'
import { Hall } from '../../domain/best-seats/hall.ts'
import type { EventId } from '../../domain/seat.ts'
import type { EventRepositoryPort } from '../ports/event-repository.port.ts'
import { RecentlyUsed } from './recently-used.ts'

/** How many seats the halls have together that are kept at hand; each takes some 80 bytes. */
const SEATS_MAX = 200_000

interface Entry {
  readonly hall: Hall
  readonly seatCount: number
}

interface Reading {
  readonly event: Event
  readonly entry: Entry
}

/**
 * Reads events, and keeps at hand the halls of those that were asked for lately, which it can because events do not
 * change. It keeps no plan: that takes several times the memory, and is read to be written down, which whoever does so
 * keeps. (The default event may grow when another instance is started with more seats; an instance learns of it at its
 * own start.)
 */
export class EventCatalogue {
  readonly #events: Pick<EventRepositoryPort, 'findEvent'>
  readonly #halls = new RecentlyUsed<EventId, Entry>({
    weightOf: ({ seatCount }) => seatCount,
    weightMax: SEATS_MAX,
  })
  readonly #reading = new Map<EventId, Promise<Reading | undefined>>()

  constructor(events: Pick<EventRepositoryPort, 'findEvent'>) {
    this.#events = events
  }

  /**
   * Reads an event once for all who ask at the same time: the plan of a large hall takes a while.
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  async find(eventId: EventId): Promise<Event | undefined> {
    return (await this.#readOnce(eventId))?.event
  }

  /** @throws {StoreUnavailableError} when the store cannot be reached */
  async hall(eventId: EventId): Promise<Hall | undefined> {
    const entry = this.#halls.get(eventId) ?? (await this.#readOnce(eventId))?.entry
    if (entry) this.#halls.use(eventId, entry)
    return entry?.hall
  }

  #readOnce(eventId: EventId): Promise<Reading | undefined> {
    let reading = this.#reading.get(eventId)
    if (!reading) {
      reading = this.#read(eventId).finally(() => this.#reading.delete(eventId))
      this.#reading.set(eventId, reading)
    }
    return reading
  }

  /** Whoever looks at a plan is about to choose seats of it, so its hall is made while the plan is there. */
  async #read(eventId: EventId): Promise<Reading | undefined> {
    const event = await this.#events.findEvent(eventId)
    if (!event) return undefined
    const { plan, seatCount } = event
    const entry = this.#halls.get(eventId) ?? { hall: new Hall(plan), seatCount }
    this.#halls.use(eventId, entry)
    return { event, entry }
  }
}
