import { type Event, newEvent } from '../../src/domain/event.ts'
import type { EventId, SeatId } from '../../src/domain/seat.ts'

/** An event whose hall has one row with these seats by default. */
export function eventWithSeats(
  id: EventId,
  seatIds: readonly SeatId[],
  over: Partial<Event> = {},
): Event {
  const seats = seatIds.map((seatId, x) => ({
    id: seatId,
    row: 'A',
    number: seatId,
    position: { x, y: 0 },
    category: 'Seat',
  }))
  return {
    ...newEvent({
      id,
      name: `The ${id}`,
      createdAt: new Date('2026-05-01T09:00:00.001Z'),
      plan: {
        name: 'Hall',
        categories: [{ name: 'Seat' }],
        zones: [{ name: 'Stalls', rows: [{ name: 'A', seats }], areas: [] }],
      },
    }),
    ...over,
  }
}
