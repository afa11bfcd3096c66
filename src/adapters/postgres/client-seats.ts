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
      where event_id = $1 and client_id = $2
    ) as count`,
}

/**
 * A hold whose expiry is not recorded yet has no entry in the history.
 *
 * $1, $2   the event and the client
 * $3       ids of seats
 * $4, $5   the earliest time, and the current one
 * Returns  one row with the latest time after $4 at which the client released one of the seats, or its hold of one
 *          expired; null if there is none
 */
const LAST_RELEASE_TIME: SqlStatement = {
  name: 'last-release-time',
  text: `
    select ${inMilliseconds('max(ended_at)')} as ended_at
    from (
      select case history.action when 'expired' then holds.expires_at else history.at end as ended_at
      from history join holds on holds.event_id = $1 and holds.hold_id = history.hold_id
      where history.event_id = $1 and history.seat_id = any ($3) and history.at > $4
        and history.action in ('released', 'expired') and holds.client_id = $2
      union all
      select expires_at from holds
      where event_id = $1 and client_id = $2 and expires_at > $4 and expires_at <= $5 and end_kind is null
        and seat_ids && $3
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
  { eventId, clientId, seatIds, since, now }: FormerSeatsQuery,
): Promise<Date | undefined> {
  const values = [eventId, clientId, seatIds, since, now]
  const [found] = await database.run(LAST_RELEASE_TIME, values)
  return new RowReader(found).timeOrNone('ended_at')
}
