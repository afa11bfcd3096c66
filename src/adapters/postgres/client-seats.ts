import type {
  ClientSeatsQuery,
  FormerSeatsQuery,
} from '../../application/ports/client-seats.port.ts'
import { inMilliseconds } from './milliseconds.ts'
import { RowReader } from './read-row.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'

/**
 * $1, $2   the event and the client
 * $3, $4   a time, and a hold that is not counted, or null
 * Returns  one row with the `count` of seats that the client has in active holds and in bookings
 */
const COUNT_CLIENT_SEATS: SqlStatement = {
  name: 'count-client-seats',
  text: `
    select (
      select coalesce(sum(cardinality(seat_ids)), 0) from holds
      where event_id = $1 and client_id = $2 and expires_at > $3 and end_kind is null
        and hold_id is distinct from $4
    ) + (
      select coalesce(sum(cardinality(seat_ids) - cardinality(cancelled_seat_ids)), 0) from bookings
      where event_id = $1 and client_id = $2 and cancelled_at is null
    ) as count`,
}

/**
 * Whether one of the seats or areas that are asked for has this seat. The ids of the places of an area differ only in the
 * digits at their end.
 */
const IS_WANTED = `(seat_id = any ($3) or rtrim(seat_id, '0123456789') = any ($6))`

/**
 * The history has no entry for an expired hold whose expiry is not recorded yet, nor for its seats that others took before
 * that. The entries are found by the id of the hold, one hold after the other: an index by event would lead to all entries
 * of the event.
 *
 * $1, $2   the event and the client
 * $3       ids of seats
 * $4, $5   the earliest time, and the current one
 * $6       what the ids of the places of standing areas begin with
 * Returns  one row with the latest time after $4 at which the client released one of the seats or places, or its hold of
 *          one expired; null if there is none
 */
const LAST_RELEASE_TIME: SqlStatement = {
  name: 'last-release-time',
  text: `
    select ${inMilliseconds('max(ended_at)')} as ended_at
    from (
      select case entry.action when 'expired' then holds.expires_at else entry.at end as ended_at
      from holds, lateral (
        select action, at from history
        where history.event_id = $1 and history.hold_id = holds.hold_id
          and action in ('released', 'expired') and history.at > $4 and ${IS_WANTED}
        offset 0
      ) as entry
      where holds.event_id = $1 and client_id = $2 and expires_at > $4
      union all
      select expires_at from holds
      where event_id = $1 and client_id = $2 and expires_at > $4 and expires_at <= $5
        and end_kind is distinct from 'confirmed'
        and exists (select from unnest(seat_ids) as seat_id where ${IS_WANTED})
    ) as ended
    where ended_at > $4`,
}

export async function countClientSeats(
  database: SqlDatabase,
  { eventId, clientId, now, exceptHoldId }: ClientSeatsQuery,
): Promise<number> {
  const [found] = await database.run(COUNT_CLIENT_SEATS, [eventId, clientId, now, exceptHoldId])
  return new RowReader(found).integer('count')
}

export async function lastReleaseTime(
  database: SqlDatabase,
  { eventId, clientId, seatIds, areaIds, since, now }: FormerSeatsQuery,
): Promise<Date | undefined> {
  const stems = areaIds.map((areaId) => `${areaId}:`)
  const values = [eventId, clientId, seatIds, since, now, stems]
  const [found] = await database.run(LAST_RELEASE_TIME, values)
  return new RowReader(found).timeOrNone('ended_at')
}
