import type { SeatChange } from '../../src/application/ports/seat-repository.port.ts'
import type { Seat } from '../../src/domain/seat.ts'

const AT = new Date('2026-06-01T10:00:00.123Z')

export function bookedSeat(id: string, version: number, bookingId = 'b-1'): Seat {
  return { id, version, status: 'booked', bookingId }
}

/** A change of these seats of the gala, made by the public, unless said otherwise. */
export function seatChange(seats: readonly Seat[], over: Partial<SeatChange> = {}): SeatChange {
  const cause = { actor: 'public', requestId: 'r-1', at: AT }
  return { eventId: 'gala', seats, action: 'booked', cause, ...over }
}
