import type { EventOrder } from '../../application/ports/event-repository.port.ts'
import type { Database } from './database.ts'
import { EVENT_COLUMNS, type EventRow, type EventSummaryRow } from './event-rows.ts'
import type { Time, TransitionRow } from './rows.ts'

/** The conditions and the order of a list of events. */
export interface EventsFilter {
  readonly status: string | null
  readonly startsFrom: Time | null
  readonly startsBefore: Time | null
  readonly order: EventOrder
  /** The time and the id after which to begin. */
  readonly after: readonly [time: Time, eventId: string]
}

/** The time of events without a start in the order of the start. As in the index. */
export const NO_START: Time = Number.MAX_SAFE_INTEGER

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
   * @returns false when the id belongs to an open event, to a deleted one or to a different one
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

  /** @returns false when it is open already, or was deleted */
  openEvent(eventId: string, createdAtMs: number): boolean {
    return this.#database.transaction(() => this.#statements.openEvent(eventId, createdAtMs) === 1)
  }

  /** Opens an event, and sets its number of seats unless it has more. */
  growEvent(eventId: string, seatCount: number): void {
    this.#database.transaction(() => this.#statements.growEvent(eventId, seatCount))
  }

  /** @returns false if the stored event is not the one that was read */
  saveEvent([from, to]: TransitionRow<EventSummaryRow>): boolean {
    const [, version, , , ...details] = to
    return this.#database.transaction(
      () => this.#statements.saveEvent(version, ...details, ...from) === 1,
    )
  }

  findEvent(eventId: string): EventRow | undefined {
    return this.#statements.findEvent.get(eventId)
  }

  findSummaries(eventIds: readonly string[]): EventSummaryRow[] {
    return this.#statements.findSummaries.all(JSON.stringify(eventIds))
  }

  listEvents(filter: EventsFilter, limit: number): EventSummaryRow[] {
    const { status, startsFrom, startsBefore, order, after } = filter
    return this.#statements.listEvents[order].all(status, startsFrom, startsBefore, ...after, limit)
  }
}

function prepare(database: Database) {
  return {
    beginEvent: database.command(`
      insert into events (${EVENT_COLUMNS}, plan, is_open)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
      on conflict (event_id) do update set is_open = 0
      where not is_open and not is_deleted and name = excluded.name and starts_at is excluded.starts_at
        and time_zone is excluded.time_zone and sale_opens_at is excluded.sale_opens_at
        and sale_closes_at is excluded.sale_closes_at and plan is excluded.plan`),

    addSeats: database.command(`
      insert into seats (event_no, seat_id)
      select event_no, value from events join json_each(?2) where event_id = ?1 and not is_deleted
      on conflict do nothing`),

    openEvent: database.command(`
      update events set is_open = 1, created_at = ?2 where event_id = ?1 and not is_open and not is_deleted`),

    growEvent: database.command(`
      update events
      set seat_count = ?2, event_version = event_version + is_open, is_open = 1
      where event_id = ?1 and (seat_count < ?2 or not is_open)`),

    saveEvent: database.command(`
      update events
      set (event_version, name, starts_at, time_zone, sale_opens_at, sale_closes_at, event_status) = (?, ?, ?, ?, ?, ?, ?)
      where (${EVENT_COLUMNS}) is (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) and is_open`),

    findEvent: database.query<EventRow>(`
      select ${EVENT_COLUMNS}, plan from events where event_id = ? and is_open`),

    findSummaries: database.query<EventSummaryRow>(`
      select ${EVENT_COLUMNS} from json_each(?) join events on event_id = value where is_open`),

    listEvents: {
      createdAt: listBy(database, 'created_at'),
      startsAt: listBy(database, `coalesce(starts_at, ${NO_START})`),
    },
  }
}

function listBy(database: Database, time: string) {
  return database.query<EventSummaryRow>(`
    select ${EVENT_COLUMNS} from events
    where is_open and (?1 is null or event_status = ?1)
      and (?2 is null or starts_at >= ?2) and (?3 is null or starts_at < ?3)
      and (${time}, event_id) > (?4, ?5)
    order by ${time}, event_id
    limit ?6`)
}
