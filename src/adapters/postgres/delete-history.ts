import type { OldRecordsQuery } from '../../application/ports/retention.port.ts'
import { deleteOldest } from './delete-oldest.ts'
import { RowReader } from './read-row.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'

const CANCELLED_BOOKINGS = {
  name: 'bookings',
  keyColumns: ['event_id', 'booking_id'],
  timeColumn: 'cancelled_at',
} as const

/** Examining them takes some milliseconds. All events of a large store would exceed the statement timeout. */
const EVENTS_PER_SEARCH = 1_000

/**
 * $1       the event after which to begin
 * $2       the most events to search
 * Returns  the `event_id` of the last of them; null if there is none
 */
const FIND_END_OF_SEARCH: SqlStatement = {
  name: 'find-end-of-search',
  text: `
    select max(event_id) as event_id
    from (select event_id from revisions where event_id > $1 order by event_id limit $2) as next_events`,
}

/**
 * The oldest entry of each event is found by its key.
 *
 * $1       a time
 * $2, $3   the event after which to begin, and the last one
 * Returns  the `event_id` of an event with entries from before this time, except for those of its latest change
 */
const FIND_OLD_HISTORY: SqlStatement = {
  name: 'find-old-history',
  text: `
    select event_id from revisions
    where event_id > $2 and event_id <= $3 and (
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

/**
 * Deletes old history, event by event. Each call continues the search of the last one, and a search that has reached the
 * end begins with the first event.
 */
export class HistoryDeletion {
  readonly #database: SqlDatabase
  readonly #eventsPerSearch: number
  /** The events up to this one have no old history. */
  #searchedTo = ''

  constructor(database: SqlDatabase, { eventsPerSearch = EVENTS_PER_SEARCH } = {}) {
    this.#database = database
    this.#eventsPerSearch = eventsPerSearch
  }

  /** @returns the number of deleted entries and bookings; 0 when no event has old history */
  async deleteSome(query: OldRecordsQuery): Promise<number> {
    const bookings = await deleteOldest(this.#database, CANCELLED_BOOKINGS, query)
    const eventId = await this.#findEvent(query.before)
    if (eventId === undefined) return bookings
    const values = [eventId, query.before, query.countMax]
    return bookings + (await this.#database.run(DELETE_HISTORY, values)).length
  }

  async #findEvent(before: Date): Promise<string | undefined> {
    for (;;) {
      const start = this.#searchedTo
      const end = await this.#eventOf(FIND_END_OF_SEARCH, [start, this.#eventsPerSearch])
      const found = end && (await this.#eventOf(FIND_OLD_HISTORY, [before, start, end]))
      if (found !== undefined) return found
      this.#searchedTo = end ?? ''
      if (end === undefined) return undefined
    }
  }

  async #eventOf(statement: SqlStatement, values: unknown[]): Promise<string | undefined> {
    const [found] = await this.#database.run(statement, values)
    return found && new RowReader(found).textOrNone('event_id')
  }
}
