import type { OldRecordsQuery } from '../../application/ports/retention.port.ts'
import { deleteOldest } from './delete-oldest.ts'
import { RowReader } from './read-row.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'

const CANCELLED_BOOKINGS = {
  name: 'bookings',
  keyColumns: ['event_id', 'booking_id'],
  timeColumn: 'cancelled_at',
} as const

/**
 * The oldest entry of each event is found by its key.
 *
 * $1       a time
 * Returns  the `event_id` of an event with entries from before this time, except for those of its latest change
 */
const FIND_OLD_HISTORY: SqlStatement = {
  name: 'find-old-history',
  text: `
    select event_id from revisions
    where (
      select at from history
      where history.event_id = revisions.event_id and history.revision < revisions.revision
      order by history.revision limit 1
    ) < $1
    limit 1`,
}

/**
 * Deletes the oldest entries of an event, in the order of their revisions, up to the first that is not old enough. The
 * latest change is always kept. All entries of a change are deleted together.
 *
 * $1       the event
 * $2       delete entries older than this time
 * $3       the most entries to examine
 * Returns  a row for each deleted row
 */
const DELETE_HISTORY: SqlStatement = {
  name: 'delete-history',
  text: `
    with oldest as (
      select revision,
        at >= $2 or revision = (select revision from revisions where revisions.event_id = $1) as is_kept
      from history where history.event_id = $1 order by history.revision limit $3
    ), last_deleted as (
      select max(revision) as revision from oldest
      where revision < coalesce((select min(revision) from oldest where is_kept), 9223372036854775807)
    )
    delete from history using last_deleted
    where history.event_id = $1 and history.revision <= last_deleted.revision
    returning 1 as deleted`,
}

export async function deleteHistory(
  database: SqlDatabase,
  query: OldRecordsQuery,
): Promise<number> {
  const bookings = await deleteOldest(database, CANCELLED_BOOKINGS, query)
  const [found] = await database.run(FIND_OLD_HISTORY, [query.before])
  if (!found) return bookings
  const eventId = new RowReader(found).text('event_id')
  const entries = await database.run(DELETE_HISTORY, [eventId, query.before, query.countMax])
  return bookings + entries.length
}
