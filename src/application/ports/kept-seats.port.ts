import type { EventId } from '../../domain/seat.ts'

/**
 * Keeps the taken seats of events between requests. It may drop those of any event at any time, and the next request
 * reads them again.
 * @typeParam Seats the taken seats of one event; their number is what they cost to keep
 */
export interface KeptSeatsPort<Seats extends { readonly takenCount: number }> {
  get(eventId: EventId): Seats | undefined
  /** Call after each refresh as well, because the number of seats may have changed. */
  set(eventId: EventId, seats: Seats): void
  delete(eventId: EventId): void
}
