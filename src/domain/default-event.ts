import type { EventId, SeatId } from './seat.ts'

/** The event whose seats can be booked without naming an event. */
export const DEFAULT_EVENT_ID: EventId = 'default'

/** The seats of the default event: "1" to `count`. */
export function defaultEventSeatIds(count: number): SeatId[] {
  return Array.from({ length: count }, (_, index) => String(index + 1))
}
