import { type EventId, newSeat, type Seat } from './seat.ts'

/** The event whose seats can be booked without naming an event. */
export const DEFAULT_EVENT_ID: EventId = 'default'

/** The seats of the default event, named "1" to `count`. */
export function defaultEventSeats(count: number): Seat[] {
  return Array.from({ length: count }, (_, index) => newSeat(String(index + 1)))
}
