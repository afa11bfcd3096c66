import type { EventScope } from './event-scope.ts'

// The last steps of the save statement: write the accepted changes, number them, and record them in the history.

/** Stores the idempotency keys. A key that is stored already is skipped, and returns no row. */
export const INSERTED_REQUESTS = `
  inserted_requests as (
    insert into requests (event_id, key, fingerprint, result, saved_at)
    select request_rows.event_id, key, fingerprint, result, at
    from request_rows join unchanged using (change_number) join change_rows using (change_number)
    on conflict do nothing
    returning event_id, key
  )`

/** The changes to write: those without an idempotency key, and those whose key is new. */
export const ACCEPTED_WITH_NEW_KEY = `
  accepted as (
    select change_number from unchanged
    where change_number not in (select change_number from request_rows)
      or change_number in (
        select change_number from request_rows join inserted_requests using (event_id, key)
      )
  )`

/** The changes to write, if none has an idempotency key. */
export const ACCEPTED = `
  accepted as (select change_number from unchanged)`

/** The rows of the accepted changes. */
export const ACCEPTED_ROWS = `
  accepted_rows as materialized (select * from change_rows join accepted using (change_number))`

/**
 * Updates the seats. They all exist, and an insert with a conflict clause finds each one by its key, independently of
 * the planner's statistics.
 */
export const UPDATED_SEATS = `
  updated_seats as (
    insert into seats (event_id, seat_id, version, hold_id, held_until, booking_id, blocked)
    select event_id, seat_id, version, hold_id, held_until, booking_id, blocked
    from seat_rows join accepted using (change_number)
    on conflict (event_id, seat_id) do update set version = excluded.version, hold_id = excluded.hold_id,
      held_until = excluded.held_until, booking_id = excluded.booking_id, blocked = excluded.blocked
    returning 1
  )`

export const INSERTED_HOLDS = `
  inserted_holds as (
    insert into holds (
      event_id, hold_id, code, version, seat_ids, token_digest, client_id, held_at, expires_at, expires_at_max,
      end_kind, booking_id
    )
    select event_id, hold_id, code, version, seat_ids, token_digest, client_id, held_at, expires_at, expires_at_max,
      end_kind, booking_id
    from hold_rows join accepted using (change_number)
    where was_version is null
    returning 1
  )`

export const updatedHolds = (inScope: EventScope) => `
  updated_holds as (
    update holds
    set version = hold_rows.version, seat_ids = hold_rows.seat_ids, expires_at = hold_rows.expires_at,
      end_kind = hold_rows.end_kind, booking_id = hold_rows.booking_id
    from hold_rows join accepted using (change_number)
    where ${inScope('holds')}holds.event_id = hold_rows.event_id and holds.hold_id = hold_rows.hold_id
      and was_version is not null
    returning 1
  )`

export const INSERTED_BOOKINGS = `
  inserted_bookings as (
    insert into bookings (
      event_id, booking_id, code, version, seat_ids, cancelled_seat_ids, booked_at, reference, client_id
    )
    select event_id, booking_id, code, 1, seat_ids, '{}', booked_at, reference, client_id
    from accepted_rows
    where booked_at is not null
    returning 1
  )`

export const updatedBookings = (inScope: EventScope) => `
  updated_bookings as (
    update bookings
    set version = booking_rows.version, seat_ids = booking_rows.seat_ids,
      cancelled_seat_ids = booking_rows.cancelled_seat_ids, reference = booking_rows.reference,
      cancelled_at = booking_rows.cancelled_at
    from booking_rows join accepted using (change_number)
    where ${inScope('bookings')}bookings.event_id = booking_rows.event_id
      and bookings.booking_id = booking_rows.booking_id
    returning 1
  )`

/** All rows written so far. Counting them in `new_revisions` makes Postgres write them before the revisions. */
export function writtenRows(names: readonly string[]): string {
  return `written_rows as (${names.map((name) => `select * from ${name}`).join(' union all ')})`
}

/** Raises the revision of each event by its number of changes. All statements lock the revisions ordered by event. */
export const NEW_REVISIONS = `
  new_revisions as (
    insert into revisions as latest (event_id, revision)
    select event_id, count(*) from accepted_rows
    where seat_count > 0 and (select count(*) from written_rows) > 0
    group by event_id
    order by event_id
    on conflict (event_id) do update set revision = latest.revision + excluded.revision
    returning event_id, revision
  )`

/** The rows of the changes with their revisions: those of an event are numbered up to its new revision, in their order. */
export const NUMBERED_CHANGES = `
  numbered_changes as (
    select accepted_rows.*,
      revision + 1 - row_number() over (partition by event_id order by change_number desc) as revision
    from accepted_rows join new_revisions using (event_id)
    where seat_count > 0
  )`

/** Adds an entry to the history for each seat. */
export const HISTORY_ROWS = `
  history_rows as (
    insert into history (
      event_id, revision, ordinal, seat_id, version, action, type, hold_id, booking_id, actor, request_id, at
    )
    select seat_rows.event_id, revision, ordinal, seat_id, version, action, type, numbered_changes.hold_id,
      numbered_changes.booking_id, actor, request_id, at
    from seat_rows join numbered_changes using (change_number)
  )`
