import type { SeatChange } from '../../application/ports/seat-repository.port.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'
import { isDuplicateOf, isRolledBack } from './store-errors.ts'
import * as rows from './rows.ts'

/**
 * Saves a change of several seats whole or not at all, in one statement and so in one transaction.
 *
 * The seats are locked first, in one order for all, and then the hold. Whoever had to wait for that sees them as the
 * other has left them, so those that have moved on are missing from `current` and `former`, and then nothing else
 * happens. (PostgreSQL manual, 13.2.1: under Read Committed the condition is evaluated again on the row's newest
 * version.) The seats are then written by what looks like an insert, because that finds each by its key.
 *
 * The revision of the event is the last that is locked, once everything else is written. Nobody who has it waits for
 * anybody, and the changes of an event are committed in the order of their revisions.
 *
 * A hold that is new, and is not, is the one case that makes the statement fail.
 *
 * $1       the event
 * $2       the seats as they shall be, as a JSON array of SeatRow, each with its ordinal
 * $3       for the history: action, actor, request_id and at, as a JSON object
 * $4       the hold as a JSON HoldRow, or null
 * $5       the booking as a JSON BookingRow, or null
 * $6       the request to remember: key, fingerprint and result as a JSON object, or null
 * Returns  one row, whose `saved` says whether it was saved
 */
const SAVE_CHANGE: SqlStatement = {
  name: 'save-change',
  text: `
    with change as materialized (
      select * from json_to_recordset($2) as seat (
        seat_id text, version int, hold_id text, held_until timestamptz, booking_id text, blocked boolean, ordinal int
      )
      order by seat_id
    ), cause as materialized (
      select * from json_to_record($3) as cause (action text, actor text, request_id text, at timestamptz)
    ), hold as materialized (
      select * from json_to_record($4) as hold (
        hold_id text, version int, seat_ids text[], token_digest text, client_id text, held_at timestamptz,
        expires_at timestamptz, expires_at_max timestamptz, end_kind text, booking_id text
      )
      where hold_id is not null
    ), booking as materialized (
      select * from json_to_record($5) as booking (
        booking_id text, seat_ids text[], booked_at timestamptz, reference text, cancelled_at timestamptz
      )
      where booking_id is not null
    ), current as (
      select from change, lateral (
        select from seats
        where event_id = $1 and seats.seat_id = change.seat_id and version = change.version - 1
        for update
      ) as seat
    ), complete as (
      select from current
      having count(*) = (select count(*) from change) and (count(*) > 0 or exists (select from hold where version > 1))
    ), former as (
      select from holds
      where exists (select from complete) and event_id = $1
        and hold_id = (select hold_id from hold) and version = (select version - 1 from hold)
      for update
    ), fits as (
      select from complete
      where not exists (select from hold where version > 1) or exists (select from former)
    ), remembered as (
      insert into requests (event_id, key, fingerprint, result, saved_at)
      select $1, key, fingerprint, result, at
      from fits, cause, json_to_record($6) as request (key text, fingerprint text, result text)
      where key is not null
      on conflict do nothing
      returning key
    ), accepted as (
      select from fits where $6::json is null or exists (select from remembered)
    ), held as (
      insert into holds (
        event_id, hold_id, version, seat_ids, token_digest, client_id, held_at, expires_at, expires_at_max, end_kind,
        booking_id
      )
      select $1, hold.* from hold, accepted where version = 1
      returning false as is_seat
    ), held_on as (
      update holds
      set version = hold.version, seat_ids = hold.seat_ids, expires_at = hold.expires_at, end_kind = hold.end_kind,
        booking_id = hold.booking_id
      from hold, accepted
      where holds.event_id = $1 and holds.hold_id = (select hold_id from hold where version > 1)
      returning false
    ), booked as (
      insert into bookings (event_id, booking_id, seat_ids, booked_at, reference, cancelled_at)
      select $1, booking.* from booking, accepted
      on conflict (event_id, booking_id) do update set seat_ids = excluded.seat_ids, booked_at = excluded.booked_at,
        reference = excluded.reference, cancelled_at = excluded.cancelled_at
      returning false
    ), moved as (
      insert into seats (event_id, seat_id, version, hold_id, held_until, booking_id, blocked)
      select $1, seat_id, version, hold_id, held_until, booking_id, blocked from change, accepted
      on conflict (event_id, seat_id) do update set version = excluded.version, hold_id = excluded.hold_id,
        held_until = excluded.held_until, booking_id = excluded.booking_id, blocked = excluded.blocked
      returning true
    ), written as (
      select * from held union all select * from held_on union all select * from booked union all select * from moved
    ), raised as (
      insert into revisions as latest (event_id, revision)
      select $1, 1 from written having bool_or(is_seat)
      on conflict (event_id) do update set revision = latest.revision + 1
      returning revision
    ), told as (
      insert into history (
        event_id, revision, ordinal, seat_id, version, action, hold_id, booking_id, actor, request_id, at
      )
      select $1, revision, ordinal, seat_id, change.version, action, (select hold_id from hold),
        (select booking_id from booking), actor, request_id, at
      from change, cause, raised
    )
    select exists (select from written) as saved`,
}

export async function saveChange(
  database: SqlDatabase,
  { eventId, seats, action, cause, hold, booking, request }: SeatChange,
): Promise<'saved' | 'conflict'> {
  const values = [
    eventId,
    JSON.stringify(seats.map((seat, ordinal) => ({ ...rows.fromSeat(seat), ordinal }))),
    JSON.stringify(rows.fromCause(action, cause)),
    hold ? JSON.stringify(rows.fromHold(hold)) : null,
    booking ? JSON.stringify(rows.fromBooking(booking)) : null,
    request ? JSON.stringify(request) : null,
  ]
  try {
    const [result] = await database.run(SAVE_CHANGE, values)
    return result?.['saved'] === true ? 'saved' : 'conflict'
  } catch (error) {
    if (isRolledBack(error) || isDuplicateOf(error, 'holds_pkey')) return 'conflict'
    throw error
  }
}
