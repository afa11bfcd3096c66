import type {
  ActiveHoldsQuery,
  HoldsByCodeQuery,
} from '../../application/ports/hold-repository.port.ts'
import type { Hold } from '../../domain/hold.ts'
import type { EventId } from '../../domain/seat.ts'
import { columnsInMilliseconds } from './milliseconds.ts'
import { isInOpenEvent } from './open-events.ts'
import { readable, RowReader, type UnreadableRowError } from './read-row.ts'
import * as rows from './rows.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'

const HOLD_COLUMNS = `
  event_id, hold_id, code, version, seat_ids, token_digest, client_id, end_kind, booking_id,
  ${columnsInMilliseconds('held_at', 'expires_at', 'expires_at_max')}`

/**
 * $1       the ids of holds, as an array
 * Returns  a HoldRow for each hold that exists, in any order
 */
const FIND_HOLDS: SqlStatement = {
  name: 'find-holds',
  text: `select ${HOLD_COLUMNS} from holds where hold_id = any ($1) and ${isInOpenEvent('holds')}`,
}

/**
 * $1, $2   the event and the digest of a token
 * Returns  a HoldRow, or nothing
 */
const FIND_HOLD_BY_TOKEN: SqlStatement = {
  name: 'find-hold-by-token',
  text: `
    select ${HOLD_COLUMNS} from holds
    where event_id = $1 and token_digest = $2 and ${isInOpenEvent('holds')}`,
}

/**
 * $1, $2   the event and a code
 * $3       the greatest number of rows
 * Returns  a HoldRow for each hold with that code, the newest first
 */
const FIND_HOLDS_BY_CODE: SqlStatement = {
  name: 'find-holds-by-code',
  text: `
    select ${HOLD_COLUMNS} from holds
    where event_id = $1 and code = $2 and ${isInOpenEvent('holds')}
    order by holds.held_at desc, hold_id collate "C" desc limit $3`,
}

/**
 * Uses the index by deadline, or by client: few of the holds with a deadline after the time are those of other events.
 *
 * $1, $2   the event, and the client or null for all
 * $3       a time
 * $4, $5   the id after which to begin, and the greatest number of rows
 * Returns  a HoldRow for each hold that is active at that time and was placed by then, ordered by id
 */
const ACTIVE_HOLDS: SqlStatement = {
  name: 'active-holds',
  text: `
    select ${HOLD_COLUMNS} from holds
    where event_id = $1 and ($2::text is null or client_id = $2) and hold_id collate "C" > $4
      and expires_at > $3 and held_at <= $3 and end_kind is null and ${isInOpenEvent('holds')}
    order by hold_id collate "C" limit $5`,
}

/**
 * $1       the client
 * $2       a time
 * Returns  one row with the `count` of the holds that are active at that time
 */
const COUNT_HOLDS: SqlStatement = {
  name: 'count-holds',
  text: `
    select count(*)::int as count from holds
    where client_id = $1 and expires_at > $2 and end_kind is null and ${isInOpenEvent('holds')}`,
}

/** @returns for each id its hold, or the error of a row that cannot be read */
export async function findHolds(
  database: SqlDatabase,
  holdIds: readonly string[],
): Promise<readonly (Hold | UnreadableRowError | undefined)[]> {
  const found = await database.run(FIND_HOLDS, [holdIds])
  const holds = new Map(
    found.map((row) => [new RowReader(row).text('hold_id'), readable(() => rows.toHold(row))]),
  )
  return holdIds.map((holdId) => holds.get(holdId))
}

export async function findHoldByToken(
  database: SqlDatabase,
  { eventId, tokenDigest }: { readonly eventId: EventId; readonly tokenDigest: string },
): Promise<Hold | undefined> {
  const [found] = await database.run(FIND_HOLD_BY_TOKEN, [eventId, tokenDigest])
  return found && rows.toHold(found)
}

export async function findHoldsByCode(
  database: SqlDatabase,
  { eventId, code, countMax }: HoldsByCodeQuery,
): Promise<readonly Hold[]> {
  const found = await database.run(FIND_HOLDS_BY_CODE, [eventId, code, countMax])
  return found.map(rows.toHold)
}

export async function activeHolds(
  database: SqlDatabase,
  { eventId, clientId, at, after = '', countMax }: ActiveHoldsQuery,
): Promise<readonly Hold[]> {
  const found = await database.run(ACTIVE_HOLDS, [eventId, clientId, at, after, countMax])
  return found.map(rows.toHold)
}

export async function countHolds(
  database: SqlDatabase,
  { clientId, now }: { readonly clientId: string; readonly now: Date },
): Promise<number> {
  const [found] = await database.run(COUNT_HOLDS, [clientId, now])
  return new RowReader(found).integer('count')
}
