import type { SeatFeedPort } from '../../application/ports/seat-feed.port.ts'
import type { EventId } from '../../domain/seat.ts'

/** A seat feed within this process. Listeners are called synchronously. */
export class InProcessSeatFeed implements SeatFeedPort {
  readonly #listeners = new Map<EventId, Set<() => void>>()

  announce(eventId: EventId): void {
    // Most events have no listener.
    const listeners = this.#listeners.get(eventId)
    if (listeners) for (const onChange of listeners) onChange()
  }

  listen(eventId: EventId, onChange: () => void): () => void {
    // The same function may be passed several times, and each registration is ended separately.
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
