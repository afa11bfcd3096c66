import type { SqlDatabase, SqlStatement } from './sql.ts'

/**
 * Deletes along the index, never by a scan.
 *
 * $1       delete what was cancelled before this time
 * $2       and no more rows than this
 * Returns  a row for each
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
 * Deletes the oldest entries of one event whose first entry is old enough: from the first on, up to one that is not, and
 * never the latest change. Of a change all entries are deleted or none. Each event is looked at by its key.
 *
 * $1       delete what is older than this time
 * $2       and look at this many entries
 * Returns  a row for each
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
