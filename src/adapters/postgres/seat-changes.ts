import type { HistoryQuery } from '../../application/ports/seat-history.port.ts'
import type { SeatsState, SeatsUpdate } from '../../application/ports/seats-since.port.ts'
import type { HistoryEntry } from '../../domain/history.ts'
import type { EventId } from '../../domain/seat.ts'
import { toHistoryEntry, toSeatsSince } from './history-rows.ts'
import { columnsInMilliseconds, inMilliseconds } from './milliseconds.ts'
import { IS_OPEN } from './open-events.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'

/**
 * The public state of seats as one JSON value: arrays of their ids and versions, a string with one letter for the
 * status of each, and the deadlines of the held ones, in milliseconds. The driver parses one value much faster than
 * rows, and field names are not repeated.
 */
const PUBLIC_SEATS = `
  json_build_array(
    json_agg(seat_id),
    json_agg(version),
    string_agg(
      case when hold_id is not null then 'h' when booking_id is not null then 'b' when blocked then 'x'
        when held_until is null then 'a' else '?' end, ''
    ),
    json_agg(${inMilliseconds('held_until')}) filter (where hold_id is not null)
  )`

/**
 * The tag of an event's state at a revision: a digest of the first history entry of that revision. After a restore, the
 * same revision can have another change. Its entry has another id or time, and so another tag.
 */
export const tagAt = (revision: string) => `
  left(encode(sha256(convert_to(row(${inMilliseconds('created_at')}, ${revision}, (
    select row(seat_id, version, action, hold_id, booking_id, actor, request_id, ${inMilliseconds('at')})::text
    from history
    where history.event_id = $1 and history.revision = ${revision} and ordinal = 0
  ))::text, 'UTF8')), 'hex'), 16)`

/** The event $1 with its latest revision, if it is open. */
export const EVENT = `
  events, lateral (
    select coalesce((select revision from revisions where revisions.event_id = $1), 0) as revision
  ) as latest
  where events.event_id = $1 and is_open`

/**
 * Whether the history has all changes after a revision, which is $2. Entries are deleted oldest first. The entry of
 * this revision exists, since its tag is compared. Revision 0 has no entry, so the entry of revision 1 must exist.
 */
const HAS_ALL_SINCE = `
  ($2::bigint > 0 or latest.revision = 0 or exists (
    select from history where history.event_id = $1 and history.revision = 1
  ))`

/**
 * Reads the state and the seats in one statement, and so from one snapshot. The order, the offset and the limit only
 * guide the planner, which may otherwise read the whole history or all seats of the event.
 *
 * $1       the event
 * $2, $3   the revision and the tag of a state
 * Returns  one row with the `revision` and the `tag` of the event, and the `seats` that changed after that state as
 *          PUBLIC_SEATS; nothing where the event has no such state in its history, or is unknown
 */
const SEATS_SINCE: SqlStatement = {
  name: 'seats-since',
  text: `
    select latest.revision, ${tagAt('latest.revision')} as tag, (
      select ${PUBLIC_SEATS} from (
        select distinct seat_id from (
          select seat_id from history
          where history.event_id = $1 and history.revision > $2 and history.revision <= latest.revision
          order by history.revision
          offset 0
        ) as entry
      ) as changed, lateral (
        select version, hold_id, held_until, booking_id, blocked from seats
        where seats.event_id = $1 and seats.seat_id = changed.seat_id
        limit 1
      ) as seat
    ) as seats
    from ${EVENT} and ${tagAt('$2::bigint')} = $3 and ${HAS_ALL_SINCE}`,
}

/**
 * Reads all seats that were ever changed. Of an event that is long on sale, there are fewer of them than history
 * entries.
 *
 * $1       the event
 * Returns  one row as above with these seats; nothing for an unknown event
 */
const SEATS_EVER_CHANGED: SqlStatement = {
  name: 'seats-ever-changed',
  text: `
    select latest.revision, ${tagAt('latest.revision')} as tag, (
      select ${PUBLIC_SEATS} from seats where seats.event_id = $1 and version > 0
    ) as seats
    from ${EVENT}`,
}

/** The columns of a HistoryRow. */
const HISTORY_COLUMNS = `
  revision, ordinal, seat_id, version, action, type, hold_id, booking_id, event_update, actor, request_id,
  ${columnsInMilliseconds('at')}`

/**
 * $1       the event
 * $2, $3   the revision and the ordinal of the entry to begin with
 * $4       the most entries to return
 * Returns  a HistoryRow for each entry, in order
 */
const READ_HISTORY: SqlStatement = {
  name: 'read-history',
  text: `
    select ${HISTORY_COLUMNS} from history
    where event_id = $1 and ${IS_OPEN} and (revision, ordinal) >= ($2, $3)
    order by revision, ordinal
    limit $4`,
}

/**
 * Ordered by version, which an index has, and which is the order of the revisions.
 *
 * $5       a seat
 * Returns  the same for one seat
 */
const READ_SEAT_HISTORY: SqlStatement = {
  name: 'read-seat-history',
  text: `
    select ${HISTORY_COLUMNS} from history
    where event_id = $1 and ${IS_OPEN} and seat_id = $5 and (revision, ordinal) >= ($2, $3)
    order by version
    limit $4`,
}

export async function seatsSince(
  database: SqlDatabase,
  eventId: EventId,
  since: SeatsState | undefined,
): Promise<SeatsUpdate | undefined> {
  if (since) {
    const [found] = await database.run(SEATS_SINCE, [eventId, since.revision, since.tag])
    if (found) return { ...toSeatsSince(found), isComplete: false }
  }
  const [found] = await database.run(SEATS_EVER_CHANGED, [eventId])
  return found && { ...toSeatsSince(found), isComplete: true }
}

export async function readHistory(
  database: SqlDatabase,
  { eventId, seatId, from, limit }: HistoryQuery,
): Promise<readonly HistoryEntry[]> {
  const values = [eventId, from?.revision ?? 0, from?.ordinal ?? 0, limit]
  const found =
    seatId === undefined
      ? await database.run(READ_HISTORY, values)
      : await database.run(READ_SEAT_HISTORY, [...values, seatId])
  return found.map(toHistoryEntry)
}
