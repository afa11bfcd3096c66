import type { Database } from './database.ts'
import { EVENT_COLUMNS, type EventSummaryRow } from './event-rows.ts'
import type { SeatTables } from './seat-tables.ts'

/** Marks events as deleted, and deletes their rows. */
export class DeletedEvents {
  readonly #database: Database
  readonly #seats: Pick<SeatTables, 'isInState'>
  readonly #statements: ReturnType<typeof prepare>

  constructor(database: Database, seats: Pick<SeatTables, 'isInState'>) {
    this.#database = database
    this.#seats = seats
    this.#statements = prepare(database)
  }

  /**
   * Marks an event as deleted. Without its revision, it has nothing to deliver to webhooks.
   * @returns false if the event or its seats are not stored as they were read
   */
  deleteEvent(event: EventSummaryRow, seats: readonly [revision: number, tag: string]): boolean {
    return this.#database.transaction(() => {
      if (!this.#seats.isInState(event[0], ...seats)) return false
      if (this.#statements.markDeleted(...event) !== 1) return false
      this.#statements.deleteRevision(event[0])
      return true
    })
  }

  /** Marks events as deleted that were begun before this time and are not complete, except one. */
  deleteUnfinished(begunBeforeMs: number, exceptEventId: string): void {
    this.#database.transaction(() => {
      this.#statements.markUnfinished(begunBeforeMs, exceptEventId)
    })
  }

  isDeleted(eventId: string): boolean {
    return this.#statements.isDeleted.get(eventId) !== undefined
  }

  /** @returns the number of deleted rows; 0 if there is no deleted event */
  deleteRows(countMax: number, keysKeptSinceMs: number): number {
    return this.#database.transaction(() => {
      const [eventNo] = this.#statements.findDeleted.get(keysKeptSinceMs) ?? []
      return eventNo === undefined ? 0 : this.#deleteRowsOf(eventNo, countMax)
    })
  }

  #deleteRowsOf(eventNo: number, countMax: number): number {
    const { deleteHoldsOfEntries, deleteRows, deleteEvent } = this.#statements
    deleteHoldsOfEntries(eventNo, countMax)
    for (const deleteSome of deleteRows) {
      const count = deleteSome(eventNo, countMax)
      if (count > 0) return count
    }
    return deleteEvent(eventNo)
  }
}

function prepare(database: Database) {
  const deleteFrom = (table: string, key: string, order = key) =>
    database.command(`
      delete from ${table} where (${key}) in (
        select ${key} from ${table} where event_no = ?1 order by ${order} limit ?2
      )`)

  return {
    markDeleted: database.command(`
      update events set is_open = 0, is_deleted = 1
      where (${EVENT_COLUMNS}) is (${EVENT_COLUMNS.replaceAll(/\w+/g, '?')}) and is_open`),

    /** Reads all events, but not their plans: `is_open` comes before the plan in a row. */
    markUnfinished: database.command(`
      update events set is_deleted = 1
      where not is_open and created_at < ? and event_id <> ? and not is_deleted`),

    deleteRevision: database.command(`
      delete from revisions where event_no = (select event_no from events where event_id = ?)`),

    isDeleted: database.query<readonly [found: 1]>(`
      select 1 from events where event_id = ? and is_deleted`),

    /** The pattern is that of `isEventIdOfKey`. */
    findDeleted: database.query<readonly [eventNo: number]>(`
      select event_no from events
      where is_deleted and (event_id not like 'e-______________________' or created_at < ?) limit 1`),

    /** Deletes the holds of the entries that are deleted next. Each hold is found by its key. */
    deleteHoldsOfEntries: database.command(`
      delete from holds where event_no = ?1 and hold_id in (
        select hold_id from history where event_no = ?1 order by revision, ordinal limit ?2
      )`),

    /** In the order of an index, where there is one. */
    deleteRows: [
      deleteFrom('history', 'event_no, revision, ordinal'),
      deleteFrom('bookings', 'booking_id', 'booked_at, booking_id'),
      deleteFrom('seats', 'event_no, seat_id'),
      deleteFrom('requests', 'event_no, key'),
      deleteFrom('webhook_cursors', 'webhook_id, event_no'),
      deleteFrom('webhook_deliveries', 'webhook_id, delivery_id'),
      // Those whose entries in the history were deleted before the event. They have no index by event.
      deleteFrom('holds', 'hold_id'),
    ],

    deleteEvent: database.command('delete from events where event_no = ?'),
  }
}
