import type { SeatFeedPort } from '../../application/ports/seat-feed.port.ts'
import type { EventId } from '../../domain/seat.ts'

/** Hears what is announced in this process, at once. */
export class InProcessSeatFeed implements SeatFeedPort {
  readonly #listeners = new Map<EventId, Set<() => void>>()

  announce(eventId: EventId): void {
    // Most changes are in events that nobody follows.
    const listeners = this.#listeners.get(eventId)
    if (listeners) for (const onChange of listeners) onChange()
  }

  listen(eventId: EventId, onChange: () => void): () => void {
    // The same function may be given twice, and each of them ended on its own.
    const listener = (): void => {
      onChange()
    }
    const listeners = this.#listeners.get(eventId) ?? new Set()
    this.#listeners.set(eventId, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#listeners.get(eventId) === listeners) {
        this.#listeners.delete(eventId)
      }
    }
  }
}
