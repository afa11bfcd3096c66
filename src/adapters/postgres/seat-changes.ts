import type { SeatsSince } from '../../application/ports/seat-changes.port.ts'
import type { HistoryQuery } from '../../application/ports/seat-history.port.ts'
import type { HistoryEntry } from '../../domain/history.ts'
import type { EventId } from '../../domain/seat.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'
import * as rows from './rows.ts'

/**
 * What anybody may know of some seats, in lists of the same length and order: the ids, the versions, and of each what it
 * is, in one letter; then the deadlines of those that are held, in milliseconds. It comes as one value, which a driver
 * reads much faster than it reads rows, and has no name of a field more than once.
 */
const PUBLIC_SEATS = `
  json_build_array(
    json_agg(seat_id),
    json_agg(version),
    string_agg(
      case when hold_id is not null then 'h' when booking_id is not null then 'b' when blocked then 'x' else 'a' end, ''
    ),
    json_agg((extract(epoch from held_until) * 1000)::bigint) filter (where hold_id is not null)
  )`

/**
 * The revision and the seats are read in one statement, and so as they were at one moment. The order, the offset and
 * the limit are there for the planner alone, which otherwise may read all the history or all the seats of the event.
 *
 * $1       the event
 * $2       a revision
 * Returns  one row with the `revision` of the event, and the `seats` that changed after the other one as PUBLIC_SEATS;
 *          nothing for an unknown event
 */
const SEATS_SINCE: SqlStatement = {
  name: 'seats-since',
  text: `
    select coalesce(revision, 0) as revision, (
      select ${PUBLIC_SEATS} from (
        select distinct seat_id from (
          select seat_id from history
          where history.event_id = $1 and history.revision > $2 and history.revision <= revisions.revision
          order by revision
          offset 0
        ) as entry
      ) as changed, lateral (
        select version, hold_id, held_until, booking_id, blocked from seats
        where seats.event_id = $1 and seats.seat_id = changed.seat_id
        limit 1
      ) as seat
    ) as seats
    from events left join revisions using (event_id)
    where events.event_id = $1 and is_open`,
}

/**
 * Reads the seats themselves, of which there are fewer than entries in the history of an event that is long on sale.
 *
 * $1       the event
 * Returns  the same for all seats that were ever changed
 */
const SEATS_EVER_CHANGED: SqlStatement = {
  name: 'seats-ever-changed',
  text: `
    select coalesce(revision, 0) as revision, (
      select ${PUBLIC_SEATS} from seats where seats.event_id = $1 and version > 0
    ) as seats
    from events left join revisions using (event_id)
    where events.event_id = $1 and is_open`,
}

/**
 * $1       the event
 * $2, $3   the revision and the ordinal of the entry to go on after
 * $4       how many
 * Returns  a HistoryRow for each entry, in order
 */
const READ_HISTORY: SqlStatement = {
  name: 'read-history',
  text: `
    select revision, ordinal, seat_id, version, action, hold_id, booking_id, actor, request_id, at
    from history
    where event_id = $1 and (revision, ordinal) > ($2, $3)
    order by revision, ordinal
    limit $4`,
}

/**
 * The versions of a seat are in the order of its revisions, and an index knows them.
 *
 * $5       a seat
 * Returns  the same for one seat
 */
const READ_SEAT_HISTORY: SqlStatement = {
  name: 'read-seat-history',
  text: `
    select revision, ordinal, seat_id, version, action, hold_id, booking_id, actor, request_id, at
    from history
    where event_id = $1 and seat_id = $5 and (revision, ordinal) > ($2, $3)
    order by version
    limit $4`,
}

export async function seatsSince(
  database: SqlDatabase,
  eventId: EventId,
  revision: number | undefined,
): Promise<SeatsSince | undefined> {
  const [found] =
    revision === undefined
      ? await database.run(SEATS_EVER_CHANGED, [eventId])
      : await database.run(SEATS_SINCE, [eventId, revision])
  return found && rows.toSeatsSince(found)
}

export async function readHistory(
  database: SqlDatabase,
  { eventId, seatId, after, limit }: HistoryQuery,
): Promise<readonly HistoryEntry[]> {
  const values = [eventId, after?.revision ?? 0, after?.ordinal ?? 0, limit]
  const found =
    seatId === undefined
      ? await database.run(READ_HISTORY, values)
      : await database.run(READ_SEAT_HISTORY, [...values, seatId])
  return found.map(rows.toHistoryEntry)
}
