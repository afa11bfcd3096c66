import type { ExpiredSeat } from '../../application/ports/expired-seats.port.ts'
import type { OldRecordsQuery } from '../../application/ports/retention.port.ts'
import { columnsInMilliseconds } from './milliseconds.ts'
import { isInOpenEvent } from './open-events.ts'
import * as rows from './rows.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'

/**
 * $1       a time
 * $2       the most seats to return
 * Returns  a SeatRow with its event_id for each seat whose hold expired before that time, oldest first
 */
const EXPIRED_SEATS: SqlStatement = {
  name: 'expired-seats',
  text: `
    select event_id, seat_id, version, hold_id, booking_id, blocked, ${columnsInMilliseconds('held_until')}
    from seats
    where seats.held_until < $1 and ${isInOpenEvent('seats')}
    order by seats.held_until
    limit $2`,
}

/**
 * Uses the index on the age, never a sequential scan.
 *
 * $1       delete idempotency records saved before this time
 * $2       the most rows to delete
 * Returns  a row for each deleted row
 */
const DELETE_REQUESTS: SqlStatement = {
  name: 'delete-requests',
  text: `
    delete from requests where ctid = any (array(
      select ctid from requests where saved_at < $1 order by saved_at limit $2
      for update skip locked
    ))
    returning 1 as deleted`,
}

/** The same for holds that expired before this time. */
const DELETE_HOLDS: SqlStatement = {
  name: 'delete-holds',
  text: `
    delete from holds where ctid = any (array(
      select ctid from holds where expires_at < $1 order by expires_at limit $2
      for update skip locked
    ))
    returning 1 as deleted`,
}

export async function expiredSeats(
  database: SqlDatabase,
  { before, countMax }: { readonly before: Date; readonly countMax: number },
): Promise<readonly ExpiredSeat[]> {
  const found = await database.run(EXPIRED_SEATS, [before, countMax])
  return found.map(rows.toExpiredSeat)
}

/** @returns the larger of the numbers of deleted requests and deleted holds */
export async function deleteExpiredRows(
  database: SqlDatabase,
  { before, countMax }: OldRecordsQuery,
): Promise<number> {
  const requests = await database.run(DELETE_REQUESTS, [before, countMax])
  const holds = await database.run(DELETE_HOLDS, [before, countMax])
  return Math.max(requests.length, holds.length)
}
