import type { EventId } from '../../domain/seat.ts'

/**
 * Keeps the taken seats of events from one request to the next. It may drop those of any event at any time, which are
 * then read again.
 */
export interface KeptSeatsPort<Seats extends { readonly takenCount: number }> {
  get(eventId: EventId): Seats | undefined
  /** Call after each use, because the number of seats may have changed. */
  set(eventId: EventId, seats: Seats): void
  delete(eventId: EventId): void
}
