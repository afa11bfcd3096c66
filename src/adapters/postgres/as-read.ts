/**
 * The columns of a statement's parameters that have seats, holds and bookings as they were read, and the conditions
 * that the stored rows are unchanged. Times are compared in milliseconds, the precision in which they are read.
 */

export const SEAT_WAS = {
  was_hold_id: 'text',
  was_held_until: 'timestamptz',
  was_booking_id: 'text',
  was_blocked: 'boolean',
} as const

/** Without the version, which each statement compares in its own way. */
export const SEAT_IS_AS_READ = `
  seats.hold_id is not distinct from was_hold_id
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

export const HOLD_IS_AS_READ = `
  holds.version = was_version
  and holds.seat_ids = was_seat_ids
  and date_trunc('milliseconds', holds.expires_at) = was_expires_at
  and holds.end_kind is not distinct from was_end_kind
  and holds.booking_id is not distinct from was_booking_id`

export const BOOKING_WAS = { was_cancelled_at: 'timestamptz' } as const

export const BOOKING_IS_AS_READ = `
  date_trunc('milliseconds', bookings.cancelled_at) is not distinct from was_cancelled_at`
