import { createHash } from 'node:crypto'

import type { SeatChange } from '../../src/application/ports/seat-repository.port.ts'
import type { Booking } from '../../src/domain/booking.ts'
import type { SeatAction } from '../../src/domain/history.ts'
import type { Hold } from '../../src/domain/hold.ts'
import type { PublicSeat, Seat, SeatId } from '../../src/domain/seat.ts'
import { SHORT_CODE_LENGTH } from '../../src/domain/short-code.ts'

const AT = new Date('2026-06-01T10:00:00.123Z')
const UNTIL = new Date('2026-06-01T10:10:00.123Z')
const UNTIL_MAX = new Date('2026-06-01T11:00:00.123Z')

export function availableSeat(id: SeatId, version: number): Seat {
  return { id, version, status: 'available' }
}

export function heldSeat(id: SeatId, version: number, holdId = 'h-1', heldUntil = UNTIL): Seat {
  return { id, version, status: 'held', holdId, heldUntil }
}

export function bookedSeat(id: SeatId, version: number, bookingId = 'b-1'): Seat {
  return { id, version, status: 'booked', bookingId }
}

export function blockedSeat(id: SeatId, version: number): Seat {
  return { id, version, status: 'blocked' }
}

/** The same seat without its hold or booking. */
export function publicSeat(seat: PublicSeat): PublicSeat {
  const { id, version } = seat
  return seat.status === 'held'
    ? { id, version, status: seat.status, heldUntil: seat.heldUntil }
    : { id, version, status: seat.status }
}

/** The code of the hold or booking with this id. */
export function codeOf(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, SHORT_CODE_LENGTH).toUpperCase()
}

/** A new hold of the gala, with all fields of an active hold. */
export function newHold(over: Partial<Hold> = {}): Hold {
  const id = over.id ?? 'h-1'
  return {
    id,
    code: codeOf(id),
    version: 1,
    eventId: 'gala',
    seatIds: ['A-1'],
    tokenDigest: `digest of ${id}`,
    clientId: 'client',
    heldAt: AT,
    expiresAt: UNTIL,
    expiresAtMax: UNTIL_MAX,
    ...over,
  }
}

/** A booking of the gala, with all fields of a booking that is not cancelled. */
export function newBooking(over: Partial<Booking> = {}): Booking {
  const id = over.id ?? 'b-1'
  return {
    id,
    code: codeOf(id),
    version: 1,
    eventId: 'gala',
    seatIds: ['A-1'],
    cancelledSeatIds: [],
    bookedAt: AT,
    reference: 'ref',
    clientId: 'client',
    ...over,
  }
}

const ACTIONS: Record<Seat['status'], SeatAction> = {
  available: 'cancelled',
  held: 'held',
  booked: 'booked',
  blocked: 'blocked',
}

/**
 * A change of seats to these states, in the gala and by the public by default. It creates the hold or the booking of
 * the first seat.
 * @param over.from the seats as they were read; those that are missing were available
 */
export function seatChange(
  seats: readonly Seat[],
  { from = [], ...over }: Partial<SeatChange> & { readonly from?: readonly Seat[] } = {},
): SeatChange {
  const eventId = over.eventId ?? 'gala'
  const seatIds = seats.map(({ id }) => id)
  const [first] = seats
  return {
    eventId,
    seats: seats.map((to) => ({
      from: from.find(({ id }) => id === to.id) ?? availableSeat(to.id, to.version - 1),
      to,
    })),
    action: ACTIONS[first?.status ?? 'booked'],
    cause: { actor: 'public', requestId: 'r-1', at: AT },
    hold:
      first?.status === 'held'
        ? { to: newHold({ id: first.holdId, eventId, seatIds, expiresAt: first.heldUntil }) }
        : undefined,
    booking:
      first?.status === 'booked'
        ? { to: newBooking({ id: first.bookingId, eventId, seatIds }) }
        : undefined,
    ...over,
  }
}
