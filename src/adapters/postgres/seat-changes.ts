import type { SeatsSince } from '../../application/ports/seat-changes.port.ts'
import type { HistoryQuery } from '../../application/ports/seat-history.port.ts'
import type { HistoryEntry } from '../../domain/history.ts'
import type { EventId } from '../../domain/seat.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'
import * as rows from './rows.ts'

/**
 * The revision and the seats are read in one statement, and so as they were at one moment.
 *
 * $1       the event
 * $2       a revision
 * Returns  nothing for an unknown event; else a row for each seat that changed after that revision, a SeatRow with the
 *          `revision` of the event, or one row with nothing but that
 */
const SEATS_SINCE: SqlStatement = {
  name: 'seats-since',
  text: `
    select coalesce(revision, 0) as revision, seat.*
    from events left join revisions using (event_id) left join lateral (
      select current.* from (
        select distinct seat_id from history
        where history.event_id = $1 and history.revision > $2 and history.revision <= revisions.revision
      ) as changed, lateral (
        select seat_id, version, hold_id, held_until, booking_id, blocked from seats
        where seats.event_id = $1 and seats.seat_id = changed.seat_id
        limit 1
      ) as current
    ) as seat on true
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
    select coalesce(revision, 0) as revision, seat_id, version, hold_id, held_until, booking_id, blocked
    from events left join revisions using (event_id)
      left join seats on seats.event_id = $1 and version > 0
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
  revision: number,
): Promise<SeatsSince | undefined> {
  const found =
    revision === 0
      ? await database.run(SEATS_EVER_CHANGED, [eventId])
      : await database.run(SEATS_SINCE, [eventId, revision])
  const [first] = found
  if (!first) return undefined
  const seats = found.filter((row) => row['seat_id'] !== null).map(rows.toSeat)
  return { revision: Number(first['revision']), seats }
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
