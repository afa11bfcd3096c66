import type { Event } from './event.ts'
import type { EventId, SeatId } from './seat.ts'
import type { SeatingPlan } from './seating-plan.ts'

/** The event whose seats can be booked without naming an event. */
export const DEFAULT_EVENT_ID: EventId = 'default'

/** The seats of the default event: "1" to `count`. */
export function defaultEventSeatIds(count: number): SeatId[] {
  return Array.from({ length: count }, (_, index) => String(index + 1))
}

/** The default event as it is with so many seats. */
export function defaultEvent({
  seatCount,
  createdAt,
}: {
  readonly seatCount: number
  readonly createdAt: Date
}): Event {
  const plan = defaultEventPlan(seatCount)
  return { id: DEFAULT_EVENT_ID, name: plan.name, createdAt, seatCount, plan }
}

/** Stand-in until the plans arrive. */
export function defaultEventPlan(count: number): SeatingPlan {
  const seats = defaultEventSeatIds(count).map((id, index) => ({
    id,
    row: String(Math.floor(index / 10) + 1),
    number: id,
    position: { x: index % 10, y: Math.floor(index / 10) },
    category: 'Seat',
  }))
  const rows = Array.from({ length: Math.ceil(count / 10) }, (_, row) =>
    seats.slice(row * 10, row * 10 + 10),
  )
  return {
    name: 'Default event',
    categories: [{ name: 'Seat' }],
    zones: [{ name: '', rows, areas: [] }],
  }
}
