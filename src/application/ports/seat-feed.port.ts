import type { EventId } from '../../domain/seat.ts'

/**
 * Notifies listeners that an event or its seats have changed. A notification does not contain the change: listeners read it
 * from the store. So lost notifications only cause delays, and duplicate or spurious ones are harmless.
 */
export interface SeatFeedPort {
  /** Announces that the event or its seats have, or may have, changed. Returns immediately and never throws. */
  announce(eventId: EventId): void

  /**
   * Listens to all events, for all announcements of this process.
   * @param onChange called before `announce` returns. Must not throw.
   * @returns ends the subscription
   */
  listenToAll(onChange: (eventId: EventId) => void): () => void

  /**
   * @param onChange called soon after one or several announcements by any instance, and whenever announcements may have
   *   been missed. For announcements of this process, called before `announce` returns. Must not throw.
   * @returns ends the subscription; `onChange` is not called afterwards
   */
  listen(eventId: EventId, onChange: () => void): () => void
}
