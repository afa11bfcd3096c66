import { BOOKING_WAS, HOLD_WAS, SEAT_WAS } from './as-read.ts'
import type { GivenRows } from './given-rows.ts'

/**
 * The parameters of the save statement, as rows. `change_number` says which change a row belongs to: its index in the
 * batch. Columns that start with `was_` have the stored state as it was read.
 */

/** The next state of each seat. `ordinal` is its position within the change. */
export const SEAT_ROWS = {
  name: 'seat_rows',
  columns: {
    change_number: 'int',
    event_id: 'text',
    seat_id: 'text',
    version: 'int',
    hold_id: 'text',
    held_until: 'timestamptz',
    booking_id: 'text',
    blocked: 'boolean',
    ...SEAT_WAS,
    ordinal: 'int',
  },
  order: 'event_id, seat_id',
} as const satisfies GivenRows

/** One row for each change: its event, its cause, its number of seats, its hold, and its booking if that is new. */
export const CHANGE_ROWS = {
  name: 'change_rows',
  columns: {
    change_number: 'int',
    event_id: 'text',
    action: 'text',
    type: 'text',
    actor: 'text',
    request_id: 'text',
    at: 'timestamptz',
    hold_id: 'text',
    booking_id: 'text',
    seat_count: 'int',
    code: 'text',
    seat_ids: 'text[]',
    booked_at: 'timestamptz',
    reference: 'text',
    client_id: 'text',
  },
} as const satisfies GivenRows

/** The next state of each hold. `was_version` is null for a new hold. */
export const HOLD_ROWS = {
  name: 'hold_rows',
  columns: {
    change_number: 'int',
    event_id: 'text',
    hold_id: 'text',
    code: 'text',
    version: 'int',
    seat_ids: 'text[]',
    token_digest: 'text',
    client_id: 'text',
    held_at: 'timestamptz',
    expires_at: 'timestamptz',
    expires_at_max: 'timestamptz',
    end_kind: 'text',
    booking_id: 'text',
    ...HOLD_WAS,
  },
} as const satisfies GivenRows

/** The next state of each existing booking. */
export const BOOKING_ROWS = {
  name: 'booking_rows',
  columns: {
    change_number: 'int',
    event_id: 'text',
    booking_id: 'text',
    version: 'int',
    seat_ids: 'text[]',
    cancelled_seat_ids: 'text[]',
    reference: 'text',
    cancelled_at: 'timestamptz',
    ...BOOKING_WAS,
  },
} as const satisfies GivenRows

/** The idempotency keys of the changes, with the results to store. */
export const REQUEST_ROWS = {
  name: 'request_rows',
  columns: {
    change_number: 'int',
    event_id: 'text',
    key: 'text',
    fingerprint: 'text',
    result: 'text',
  },
  order: 'event_id, key',
} as const satisfies GivenRows
