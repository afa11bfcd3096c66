import type { Booking } from '../../domain/booking.ts'
import type { Hold } from '../../domain/hold.ts'
import type { Seat } from '../../domain/seat.ts'
import { fromBooking, fromHold, fromSeat } from './rows.ts'

// The columns of a statement's parameters that have seats, holds and bookings as they were read, and the conditions that
// the stored rows are unchanged. Times are compared in milliseconds, the precision in which they are read.

export const SEAT_WAS = {
  was_hold_id: 'text',
  was_held_until: 'timestamptz',
  was_booking_id: 'text',
  was_blocked: 'boolean',
} as const

/** The values of these columns. */
export function wasSeat(seat: Seat) {
  const { hold_id, held_until, booking_id, blocked } = fromSeat(seat)
  return {
    was_hold_id: hold_id,
    was_held_until: held_until,
    was_booking_id: booking_id,
    was_blocked: blocked,
  }
}

/** Without the version, which each statement compares in its own way. */
export const SEAT_IS_AS_READ = `
  not seats.removed
  and seats.hold_id is not distinct from was_hold_id
  and date_trunc('milliseconds', seats.held_until) is not distinct from was_held_until
  and seats.booking_id is not distinct from was_booking_id
  and seats.blocked = was_blocked`

export const HOLD_WAS = {
  was_version: 'int',
  was_seat_ids: 'text[]',
  was_expires_at: 'timestamptz',
  was_end_kind: 'text',
  was_booking_id: 'text',
} as const

/** The values of these columns. */
export function wasHold(hold: Hold) {
  const { version, seat_ids, expires_at, end_kind, booking_id } = fromHold(hold)
  return {
    was_version: version,
    was_seat_ids: seat_ids,
    was_expires_at: expires_at,
    was_end_kind: end_kind,
    was_booking_id: booking_id,
  }
}

export const HOLD_IS_AS_READ = `
  holds.version = was_version
  and holds.seat_ids = was_seat_ids
  and date_trunc('milliseconds', holds.expires_at) = was_expires_at
  and holds.end_kind is not distinct from was_end_kind
  and holds.booking_id is not distinct from was_booking_id`

export const BOOKING_WAS = {
  was_version: 'int',
  was_seat_ids: 'text[]',
  was_cancelled_seat_ids: 'text[]',
  was_reference: 'text',
  was_cancelled_at: 'timestamptz',
} as const

/** The values of these columns. */
export function wasBooking(booking: Booking) {
  const { version, seat_ids, cancelled_seat_ids, reference, cancelled_at } = fromBooking(booking)
  return {
    was_version: version,
    was_seat_ids: seat_ids,
    was_cancelled_seat_ids: cancelled_seat_ids,
    was_reference: reference,
    was_cancelled_at: cancelled_at,
  }
}

export const BOOKING_IS_AS_READ = `
  bookings.version = was_version
  and bookings.seat_ids = was_seat_ids
  and bookings.cancelled_seat_ids = was_cancelled_seat_ids
  and bookings.reference is not distinct from was_reference
  and date_trunc('milliseconds', bookings.cancelled_at) is not distinct from was_cancelled_at`
