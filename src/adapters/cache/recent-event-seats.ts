import { LRUCache } from 'lru-cache'

import type { KeptSeatsPort } from '../../application/ports/kept-seats.port.ts'
import type { EventId } from '../../domain/seat.ts'

/** Caches the taken seats of the events used last. The last one is kept even if it exceeds the limit. */
export class RecentEventSeats<
  Seats extends { readonly takenCount: number },
> implements KeptSeatsPort<Seats> {
  readonly #events: LRUCache<EventId, Seats>

  /** @param seatsMax the most taken seats of all events together. Each takes some 200 bytes */
  constructor(seatsMax: number) {
    this.#events = new LRUCache({
      maxSize: seatsMax,
      sizeCalculation: ({ takenCount }) => Math.min(takenCount + 1, seatsMax),
    })
  }

  get(eventId: EventId): Seats | undefined {
    return this.#events.get(eventId)
  }

  set(eventId: EventId, seats: Seats): void {
    // The cache measures a value only when it is added.
    this.#events.delete(eventId)
    this.#events.set(eventId, seats)
  }

  delete(eventId: EventId): void {
    this.#events.delete(eventId)
  }
}
