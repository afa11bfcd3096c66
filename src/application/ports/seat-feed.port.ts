import type { EventId } from '../../domain/seat.ts'

/**
 * Tells that seats of an event have changed, and not how: whoever hears of it reads that from the store, which is right
 * whatever was heard. So a call may be lost, come twice or come for nothing, and what came of it is merely late.
 */
export interface SeatFeedPort {
  /** Says that seats of the event have changed, or may have. It returns at once, and never throws. */
  announce(eventId: EventId): void

  /**
   * @param onChange called for the changes that are announced anywhere, soon after each or after several at once; those
   *   of this process before `announce` returns. Also called whenever there may be some that were missed. It must not
   *   throw.
   * @returns how to end it, after which it is not called any more
   */
  listen(eventId: EventId, onChange: () => void): () => void
}
