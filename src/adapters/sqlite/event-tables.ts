import type { Database } from './database.ts'
import type { EventRow, EventSummaryRow } from './event-rows.ts'

const BEFORE_ALL = [Number.MIN_SAFE_INTEGER, ''] as const

/** Reads and writes events, and adds their seats. */
export class EventTables {
  readonly #database: Database
  readonly #statements: ReturnType<typeof prepare>

  constructor(database: Database) {
    this.#database = database
    this.#statements = prepare(database)
  }

  /**
   * Adds an event that is not open yet, so that no query returns it. If an identical one exists that was not completed,
   * it is continued.
   * @returns false when the id belongs to an open event or to a different one
   */
  beginEvent(event: EventRow): boolean {
    return this.#database.transaction(() => this.#statements.beginEvent(...event) === 1)
  }

  /** Adds seats at version 0. Existing seats are unchanged. */
  addSeats(eventId: string, seatIds: readonly string[]): void {
    this.#database.transaction(() => {
      this.#statements.addSeats(eventId, JSON.stringify(seatIds))
    })
  }

  /** @returns false when it is open already */
  openEvent(eventId: string, createdAtMs: number): boolean {
    return this.#database.transaction(() => this.#statements.openEvent(eventId, createdAtMs) === 1)
  }

  /** Opens an event, and sets its number of seats unless it has more. */
  growEvent(eventId: string, name: string, seatCount: number): void {
    this.#database.transaction(() => this.#statements.growEvent(eventId, name, seatCount))
  }

  findEvent(eventId: string): EventRow | undefined {
    return this.#statements.findEvent.get(eventId)
  }

  /** @param after the creation time and the id of the last event of the previous page */
  listEvents(
    after: readonly [createdAtMs: number, eventId: string] | undefined,
    limit: number,
  ): EventSummaryRow[] {
    return this.#statements.listEvents.all(...(after ?? BEFORE_ALL), limit)
  }
}

function prepare(database: Database) {
  return {
    beginEvent: database.command(`
      insert into events (event_id, name, starts_at, created_at, seat_count, plan, is_open)
      values (?, ?, ?, ?, ?, ?, 0)
      on conflict (event_id) do update set is_open = 0
      where not is_open and name = excluded.name and starts_at is excluded.starts_at and plan is excluded.plan`),

    addSeats: database.command(`
      insert into seats (event_no, seat_id)
      select event_no, value from events join json_each(?2) where event_id = ?1
      on conflict do nothing`),

    openEvent: database.command(`
      update events set is_open = 1, created_at = ?2 where event_id = ?1 and not is_open`),

    growEvent: database.command(`
      update events set name = ?2, seat_count = max(seat_count, ?3), is_open = 1 where event_id = ?1`),

    findEvent: database.query<EventRow>(`
      select event_id, name, starts_at, created_at, seat_count, plan
      from events where event_id = ? and is_open`),

    listEvents: database.query<EventSummaryRow>(`
      select event_id, name, starts_at, created_at, seat_count
      from events
      where is_open and (created_at, event_id) > (?, ?)
      order by created_at, event_id
      limit ?`),
  }
}
