import type { SeatChange } from '../../application/ports/seat-repository.port.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'
import { isDuplicateOf, isRolledBack } from './store-errors.ts'
import * as rows from './rows.ts'

type Saved = 'saved' | 'conflict'

/**
 * Saves changes of one event, each whole or not at all and whatever becomes of the others, in one statement and so in
 * one transaction. No two of them have a seat, a hold or a request's key in common.
 *
 * The seats are locked first, in one order for all, and then the holds. Whoever had to wait for that sees them as the
 * other has left them, so those that have moved on are missing from `current` and `former`, and then nothing else
 * happens to their change. (PostgreSQL manual, 13.2.1: under Read Committed the condition is evaluated again on the
 * row's newest version.) The seats are then written by what looks like an insert, because that finds each by its key.
 *
 * The revision of the event is the last that is locked, once everything else is written. Nobody who has it waits for
 * anybody, and the changes of an event are committed in the order of their revisions.
 *
 * A hold that is new, and is not, is the one case that makes the statement fail. A change without seats is one of a
 * hold alone, and raises no revision.
 *
 * All parameters but the first are JSON arrays, whose rows say by `n` which change they belong to:
 *
 * $1       the event
 * $2       the seats as they shall be: SeatRows, each with its ordinal
 * $3       for the history: action, actor, request_id, at, the ids of the hold and the booking; and how many `seats`
 * $4       the holds: HoldRows
 * $5       the bookings: BookingRows
 * $6       the requests to remember: key, fingerprint and result
 * Returns  the `n` of each change that was saved
 */
const SAVE_CHANGES: SqlStatement = {
  name: 'save-changes',
  text: `
    with change as materialized (
      select * from json_to_recordset($2) as seat (
        n int, seat_id text, version int, hold_id text, held_until timestamptz, booking_id text, blocked boolean,
        ordinal int
      )
      order by seat_id
    ), cause as materialized (
      select * from json_to_recordset($3) as cause (
        n int, action text, actor text, request_id text, at timestamptz, hold_id text, booking_id text, seats int
      )
    ), hold as materialized (
      select * from json_to_recordset($4) as hold (
        n int, hold_id text, version int, seat_ids text[], token_digest text, client_id text, held_at timestamptz,
        expires_at timestamptz, expires_at_max timestamptz, end_kind text, booking_id text
      )
    ), booking as materialized (
      select * from json_to_recordset($5) as booking (
        n int, booking_id text, seat_ids text[], booked_at timestamptz, reference text, cancelled_at timestamptz
      )
    ), request as materialized (
      select * from json_to_recordset($6) as request (n int, key text, fingerprint text, result text)
      order by key
    ), current as (
      select n, seat_id from change, lateral (
        select from seats
        where event_id = $1 and seats.seat_id = change.seat_id and version = change.version - 1
        for update
      ) as seat
    ), complete as (
      select n from cause left join current using (n)
      group by n, seats
      having count(current.seat_id) = seats and (seats > 0 or n in (select n from hold where version > 1))
    ), former as (
      select n from hold join complete using (n), lateral (
        select from holds
        where event_id = $1 and holds.hold_id = hold.hold_id and holds.version = hold.version - 1
        for update
      ) as holds
      where version > 1
    ), fits as (
      select n from complete
      where n not in (select n from hold where version > 1) or n in (select n from former)
    ), remembered as (
      insert into requests (event_id, key, fingerprint, result, saved_at)
      select $1, key, fingerprint, result, at
      from request join fits using (n) join cause using (n)
      on conflict do nothing
      returning key
    ), accepted as (
      select n from fits
      where n not in (select n from request)
        or n in (select n from request join remembered using (key))
    ), held as (
      insert into holds (
        event_id, hold_id, version, seat_ids, token_digest, client_id, held_at, expires_at, expires_at_max, end_kind,
        booking_id
      )
      select $1, hold_id, version, seat_ids, token_digest, client_id, held_at, expires_at, expires_at_max, end_kind,
        booking_id
      from hold join accepted using (n)
      where version = 1
      returning false as is_seat
    ), held_on as (
      update holds
      set version = hold.version, seat_ids = hold.seat_ids, expires_at = hold.expires_at, end_kind = hold.end_kind,
        booking_id = hold.booking_id
      from hold join accepted using (n)
      where holds.event_id = $1 and holds.hold_id = hold.hold_id and hold.version > 1
      returning false
    ), booked as (
      insert into bookings (event_id, booking_id, seat_ids, booked_at, reference, cancelled_at)
      select $1, booking_id, seat_ids, booked_at, reference, cancelled_at
      from booking join accepted using (n)
      on conflict (event_id, booking_id) do update set seat_ids = excluded.seat_ids, booked_at = excluded.booked_at,
        reference = excluded.reference, cancelled_at = excluded.cancelled_at
      returning false
    ), moved as (
      insert into seats (event_id, seat_id, version, hold_id, held_until, booking_id, blocked)
      select $1, seat_id, version, hold_id, held_until, booking_id, blocked
      from change join accepted using (n)
      on conflict (event_id, seat_id) do update set version = excluded.version, hold_id = excluded.hold_id,
        held_until = excluded.held_until, booking_id = excluded.booking_id, blocked = excluded.blocked
      returning true
    ), written as (
      select * from held union all select * from held_on union all select * from booked union all select * from moved
    ), counted as (
      select count(*) as changes from accepted join cause using (n) where seats > 0
    ), raised as (
      insert into revisions as latest (event_id, revision)
      select $1, (select changes from counted) from written having bool_or(is_seat)
      on conflict (event_id) do update set revision = latest.revision + excluded.revision
      returning revision
    ), numbered as (
      select n, revision - changes + row_number() over (order by n) as revision
      from accepted join cause using (n), raised, counted
      where seats > 0
    ), told as (
      insert into history (
        event_id, revision, ordinal, seat_id, version, action, hold_id, booking_id, actor, request_id, at
      )
      select $1, revision, ordinal, seat_id, version, action, cause.hold_id, cause.booking_id, actor, request_id, at
      from change join numbered using (n) join cause using (n)
    )
    select n from accepted`,
}

/** @returns for each change whether it was saved, in their order */
export async function saveChanges(
  database: SqlDatabase,
  changes: readonly SeatChange[],
): Promise<readonly Saved[]> {
  const [first] = changes
  if (!first) return []
  try {
    const saved = await database.run(SAVE_CHANGES, [first.eventId, ...valuesOf(changes)])
    const numbers = new Set(saved.map(({ n }) => n))
    return changes.map((_, n) => (numbers.has(n) ? 'saved' : 'conflict'))
  } catch (error) {
    if (isRolledBack(error)) return changes.map(() => 'conflict')
    if (!isDuplicateOf(error, 'holds_pkey')) throw error
    // One of them makes a hold that there is already, and the others shall not suffer for it.
    if (changes.length === 1) return ['conflict']
    const alone = changes.map((change) => saveChanges(database, [change]))
    return (await Promise.all(alone)).flat()
  }
}

function valuesOf(changes: readonly SeatChange[]): string[] {
  const seats = changes.flatMap((change, n) =>
    change.seats.map((seat, ordinal) => ({ n, ...rows.fromSeat(seat), ordinal })),
  )
  const causes = changes.map(({ action, cause, hold, booking, seats: { length } }, n) => ({
    n,
    ...rows.fromCause(action, cause),
    hold_id: hold?.id,
    booking_id: booking?.id,
    seats: length,
  }))
  const holds = changes.flatMap(({ hold }, n) => (hold ? { n, ...rows.fromHold(hold) } : []))
  const bookings = changes.flatMap(({ booking }, n) =>
    booking ? { n, ...rows.fromBooking(booking) } : [],
  )
  const requests = changes.flatMap(({ request }, n) => (request ? { n, ...request } : []))
  return [seats, causes, holds, bookings, requests].map((values) => JSON.stringify(values))
}

/**
 * Begins a batch of changes. A second change of anything in it would have to see what became of the first, so it goes
 * with a later one, which does.
 */
export function changesApart(): (change: SeatChange) => boolean {
  let eventId: string | undefined
  const names = new Set<string>()
  return (change) => {
    eventId ??= change.eventId
    const itsNames = namesIn(change)
    if (change.eventId !== eventId || itsNames.some((name) => names.has(name))) return false
    for (const name of itsNames) names.add(name)
    return true
  }
}

function namesIn({ seats, hold, booking, request }: SeatChange): string[] {
  const names = seats.map((seat) => `seat ${seat.id}`)
  if (hold) names.push(`hold ${hold.id}`)
  if (booking) names.push(`booking ${booking.id}`)
  if (request) names.push(`request ${request.key}`)
  return names
}
