import type { ExpiredSeat } from '../../application/ports/expired-seats.port.ts'
import type { OldRecordsQuery } from '../../application/ports/retention.port.ts'
import { deleteOldest } from './delete-oldest.ts'
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

const REQUESTS = {
  name: 'requests',
  keyColumns: ['event_id', 'key'],
  timeColumn: 'saved_at',
} as const
const HOLDS = {
  name: 'holds',
  keyColumns: ['event_id', 'hold_id'],
  timeColumn: 'expires_at',
} as const

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
  query: OldRecordsQuery,
): Promise<number> {
  const requests = await deleteOldest(database, REQUESTS, query)
  const holds = await deleteOldest(database, HOLDS, query)
  return Math.max(requests, holds)
}
