import type { SqlDatabase, SqlStatement } from './sql.ts'

/**
 * Uses the index on the time of cancellation, never a sequential scan.
 *
 * $1       delete bookings cancelled before this time
 * $2       the most rows to delete
 * Returns  a row for each deleted row
 */
const DELETE_CANCELLED_BOOKINGS: SqlStatement = {
  name: 'delete-cancelled-bookings',
  text: `
    delete from bookings where ctid = any (array(
      select ctid from bookings where cancelled_at < $1 order by cancelled_at limit $2
      for update skip locked
    ))
    returning 1 as deleted`,
}

/**
 * Deletes the oldest entries of one event that has entries before this time. Entries are deleted in the order of their
 * revisions, up to the first that is not old enough. The latest change is always kept. All entries of a change are
 * deleted together. The oldest entry of each event is found by its key.
 *
 * $1       delete entries older than this time
 * $2       the most entries to examine
 * Returns  a row for each deleted row
 */
const DELETE_HISTORY: SqlStatement = {
  name: 'delete-history',
  text: `
    with old_event as (
      select event_id, revision as latest from revisions
      where (
        select at from history
        where history.event_id = revisions.event_id and history.revision < revisions.revision
        order by history.revision limit 1
      ) < $1
      limit 1
    ), oldest as (
      select old_event.event_id, entry.revision, at >= $1 or entry.revision = latest as is_kept
      from old_event, lateral (
        select revision, at from history where history.event_id = old_event.event_id order by revision limit $2
      ) as entry
    ), last_deleted as (
      select event_id, max(revision) as revision from oldest
      where revision < coalesce((select min(revision) from oldest where is_kept), 9223372036854775807)
      group by event_id
    )
    delete from history using last_deleted
    where history.event_id = last_deleted.event_id and history.revision <= last_deleted.revision
    returning 1 as deleted`,
}

export async function deleteHistory(
  database: SqlDatabase,
  { before, countMax }: { readonly before: Date; readonly countMax: number },
): Promise<number> {
  const bookings = await database.run(DELETE_CANCELLED_BOOKINGS, [before, countMax])
  const entries = await database.run(DELETE_HISTORY, [before, countMax])
  return bookings.length + entries.length
}
