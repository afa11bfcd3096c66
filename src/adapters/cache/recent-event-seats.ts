import { LRUCache } from 'lru-cache'

import type { KeptEventSeats } from '../../application/queries/availability.ts'
import type { EventSeats } from '../../application/queries/event-seats.ts'
import type { EventId } from '../../domain/seat.ts'

/** The most taken seats of all events together. Each takes some 200 bytes. */
const SEATS_MAX = 500_000

/** Caches the taken seats of the events used last. The last one is kept even if it exceeds the limit. */
export class RecentEventSeats implements KeptEventSeats {
  readonly #events = new LRUCache<EventId, EventSeats>({
    maxSize: SEATS_MAX,
    sizeCalculation: ({ takenCount }) => Math.min(takenCount + 1, SEATS_MAX),
  })

  get(eventId: EventId): EventSeats | undefined {
    return this.#events.get(eventId)
  }

  set(eventId: EventId, seats: EventSeats): void {
    // The cache measures a value only when it is added.
    this.#events.delete(eventId)
    this.#events.set(eventId, seats)
  }

  delete(eventId: EventId): void {
    this.#events.delete(eventId)
  }
}
