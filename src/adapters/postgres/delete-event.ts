import type { DeletedRowsQuery } from '../../application/ports/deleted-events.port.ts'
import type { EventAsRead } from '../../application/ports/event-repository.port.ts'
import { DEFAULT_EVENT_ID } from '../../domain/default-event.ts'
import type { EventId } from '../../domain/seat.ts'
import { deleteByCtid, deleteDeliveriesOfAllNodes } from './delete-rows.ts'
import { EVENT_IS_AS_READ, eventAsRead } from './event-rows.ts'
import { RowReader } from './read-row.ts'
import { tagAt } from './seat-changes.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'

/**
 * Marks an event as deleted, if it is as it was read, and so are its seats.
 *
 * The row of the event is locked against everything that adds rows to an event without a revision: seats of a plan, and
 * cursors and deliveries of webhooks. The row of the revision is locked against changes of seats, which write it last.
 * A change that comes before the mark raises the revision, so that the mark is refused. One that comes after it violates
 * the constraint on deleted events.
 *
 * $1 to $13  EVENT_IS_AS_READ
 * $14, $15   the revision and the tag of its seats
 * Returns    a row, or nothing when something is stored differently
 */
const DELETE_EVENT: SqlStatement = {
  name: 'delete-event',
  text: `
    with locked_event as (
      select event_id from events
      where ${EVENT_IS_AS_READ} and ${tagAt('$14::bigint')} = $15
      for update
    ), deleted_revision as (
      insert into revisions as latest (event_id, revision, is_deleted)
      select event_id, 0, true from locked_event
      on conflict (event_id) do update set revision = 0, is_deleted = true where latest.revision = $14
      returning event_id
    )
    update events set is_open = false, is_deleted = true
    from deleted_revision
    where events.event_id = $1 and deleted_revision.event_id = events.event_id
    returning 1 as deleted`,
}

/**
 * $1       a time
 * $2       an event that is left out
 * Returns  the `event_id` of each event that was begun before that time and is not complete
 */
const FIND_UNFINISHED_EVENTS: SqlStatement = {
  name: 'find-unfinished-events',
  text: `
    select event_id from events
    where not is_open and not is_deleted and created_at < $1 and event_id <> $2`,
}

/**
 * Marks an event as deleted, if it is still not complete. Its row is locked as by DELETE_EVENT. No change of its seats
 * was ever possible, so it has no revision.
 *
 * $1       the event
 * $2       it must have been begun before this time
 */
const DELETE_UNFINISHED_EVENT: SqlStatement = {
  name: 'delete-unfinished-event',
  text: `
    with locked_event as (
      select event_id from events
      where event_id = $1 and not is_open and not is_deleted and created_at < $2
      for update
    )
    update events set is_deleted = true from locked_event
    where events.event_id = $1 and locked_event.event_id = events.event_id`,
}

/**
 * $1       the event
 * Returns  a row if it is deleted
 */
const IS_DELETED_EVENT: SqlStatement = {
  name: 'is-deleted-event',
  text: 'select 1 as deleted from events where event_id = $1 and is_deleted',
}

/**
 * The pattern is that of `isEventIdOfKey`.
 *
 * $1       events with such an id that were created at this time or later are left out
 * Returns  one row with the `event_id` of a deleted event, or nothing
 */
const FIND_DELETED_EVENT: SqlStatement = {
  name: 'find-deleted-event',
  text: `
    select event_id from events
    where is_deleted and (event_id not like 'e-______________________' or created_at < $1) limit 1`,
}

// Each of the following statements deletes some rows of one event.
//
// $1       the event
// $2       the most rows to delete
// Returns  a row for each deleted row

const deleteFrom = (table: string, order: string) => deleteByCtid(table, 'event_id', order)

const DELETE_EVENT_BOOKINGS: SqlStatement = {
  name: 'delete-event-bookings',
  text: `${deleteFrom('bookings', 'booked_at')} returning 1 as deleted`,
}

/** Also deletes the holds of the entries. They are found by their key. */
const DELETE_EVENT_HISTORY: SqlStatement = {
  name: 'delete-event-history',
  text: `
    with entries as (
      ${deleteFrom('history', 'revision')} returning hold_id
    ), deleted_holds as (
      delete from holds where event_id = $1 and hold_id = any (array(select hold_id from entries))
    )
    select 1 as deleted from entries`,
}

/** The holds whose entries in the history were deleted before the event. They have no index by event. */
const DELETE_EVENT_HOLDS: SqlStatement = {
  name: 'delete-event-holds',
  text: `${deleteFrom('holds', 'expires_at')} returning 1 as deleted`,
}

const DELETE_EVENT_SEATS: SqlStatement = {
  name: 'delete-event-seats',
  text: `${deleteFrom('seats', 'seat_id')} returning 1 as deleted`,
}

const DELETE_EVENT_REQUESTS: SqlStatement = {
  name: 'delete-event-requests',
  text: `${deleteFrom('requests', 'key')} returning 1 as deleted`,
}

/** Finds the cursors by their key, since there are few webhooks. */
const DELETE_EVENT_CURSORS: SqlStatement = {
  name: 'delete-event-cursors',
  text: `
    delete from webhook_cursors
    where event_id = $1 and webhook_id = any (array(select webhook_id from webhooks limit $2))
    returning 1 as deleted`,
}

const DELETE_EVENT_DELIVERIES: SqlStatement = {
  name: 'delete-event-deliveries',
  text: `${deleteFrom('webhook_deliveries', 'at')} returning 1 as deleted`,
}

const DELETE_EVENT_DELIVERIES_OF_ALL_NODES: SqlStatement = {
  name: 'delete-event-deliveries-of-all-nodes',
  text: `${deleteDeliveriesOfAllNodes('event_id')} returning 1 as deleted`,
}

/**
 * In this order. A change of a booking or hold alone, which can still be in progress, locks its row, and may add an
 * idempotency record. The progress of a delivery locks its cursor, and may add to the log.
 */
const deleteRows = ({ isDistributed }: SqlDatabase) => [
  DELETE_EVENT_BOOKINGS,
  DELETE_EVENT_HISTORY,
  DELETE_EVENT_HOLDS,
  DELETE_EVENT_SEATS,
  DELETE_EVENT_REQUESTS,
  DELETE_EVENT_CURSORS,
  isDistributed ? DELETE_EVENT_DELIVERIES_OF_ALL_NODES : DELETE_EVENT_DELIVERIES,
]

/**
 * Deletes the last rows of an event. Does nothing while there are others, which another instance is deleting.
 *
 * $1       the event
 * Returns  a row if they are deleted
 */
const DELETE_LAST_EVENT_ROWS: SqlStatement = {
  name: 'delete-last-event-rows',
  text: `
    with empty_event as (
      select event_id from events
      where event_id = $1 and is_deleted
        and not exists (select from bookings where event_id = $1)
        and not exists (select from history where event_id = $1)
        and not exists (select from holds where event_id = $1)
        and not exists (select from seats where event_id = $1)
        and not exists (select from requests where event_id = $1)
        and not exists (
          select from webhook_cursors
          where event_id = $1 and webhook_id = any (array(select webhook_id from webhooks))
        )
        and not exists (select from webhook_deliveries where event_id = $1)
    ), deleted_revision as (
      delete from revisions where event_id = $1 and exists (select from empty_event)
    )
    delete from events where event_id = $1 and exists (select from empty_event)
    returning 1 as deleted`,
}

export async function deleteEvent(
  database: SqlDatabase,
  { event, seats }: EventAsRead,
): Promise<'deleted' | 'conflict'> {
  const values = [...eventAsRead(event), seats.revision, seats.tag]
  const [deleted] = await database.run(DELETE_EVENT, values)
  return deleted ? 'deleted' : 'conflict'
}

export async function deleteUnfinishedEvents(
  database: SqlDatabase,
  { begunBefore }: { readonly begunBefore: Date },
): Promise<void> {
  const found = await database.run(FIND_UNFINISHED_EVENTS, [begunBefore, DEFAULT_EVENT_ID])
  for (const row of found) {
    const eventId = new RowReader(row).text('event_id')
    await database.run(DELETE_UNFINISHED_EVENT, [eventId, begunBefore])
  }
}

export async function isDeletedEvent(database: SqlDatabase, eventId: EventId): Promise<boolean> {
  return (await database.run(IS_DELETED_EVENT, [eventId])).length > 0
}

/** @returns the number of deleted rows */
export async function deleteEventRows(
  database: SqlDatabase,
  { countMax, keysKeptSince }: DeletedRowsQuery,
): Promise<number> {
  const [found] = await database.run(FIND_DELETED_EVENT, [keysKeptSince])
  if (!found) return 0
  const eventId = new RowReader(found).text('event_id')
  for (const statement of deleteRows(database)) {
    const deleted = await database.run(statement, [eventId, countMax])
    if (deleted.length > 0) return deleted.length
  }
  return (await database.run(DELETE_LAST_EVENT_ROWS, [eventId])).length
}
