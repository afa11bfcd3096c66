import type { EventOrder } from '../../application/ports/event-repository.port.ts'
import type { Database } from './database.ts'
import {
  EVENT_COLUMNS,
  type EventEntryRow,
  type EventRow,
  type EventSummaryRow,
} from './event-rows.ts'
import type { SeatRow, Time, TransitionRow } from './rows.ts'

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
   * it is continued, and counts as begun now.
   * @returns false when the id belongs to an open event, to a deleted one or to a different one
   */
  beginEvent(event: EventRow): boolean {
    return this.#database.transaction(() => this.#statements.beginEvent(...event) === 1)
  }

  /** Adds seats at version 0, or at the version with which they were removed. Existing seats are unchanged. */
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

  /**
   * @param entry the entry of the history, which gets the next revision; null if nothing changes
   * @returns false if the stored event is not the one that was read
   */
  saveEvent([from, to]: TransitionRow<EventSummaryRow>, entry: EventEntryRow | null): boolean {
    const [eventId, version, , , , ...details] = to
    return this.#database.transaction(() => {
      if (this.#statements.saveEvent(version, ...details, ...from) !== 1) return false
      if (entry) this.#record(eventId, entry)
      return true
    })
  }

  /**
   * @param entry the entry of the history, as above
   * @returns false if the event or a removed seat is not stored as it was read
   */
  replacePlan(
    [from, to]: TransitionRow<EventSummaryRow, EventRow>,
    { added, removed }: { readonly added: readonly string[]; readonly removed: readonly SeatRow[] },
    entry: EventEntryRow,
  ): boolean {
    const { isStoredSeat, replacePlan, removeSeat, addSeats } = this.#statements
    const [eventId, version, planVersion, , seatCount] = to
    return this.#database.transaction(() => {
      if (!removed.every((seat) => isStoredSeat.get(eventId, ...seat))) return false
      const plan = to.at(-1) as string
      if (replacePlan(version, planVersion, seatCount, plan, ...from) !== 1) return false
      for (const [seatId] of removed) removeSeat(eventId, seatId)
      addSeats(eventId, JSON.stringify(added))
      this.#record(eventId, entry)
      return true
    })
  }

  #record(eventId: string, entry: EventEntryRow): void {
    this.#statements.raiseRevision(eventId)
    this.#statements.addHistory(eventId, ...entry)
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
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
      on conflict (event_id) do update set created_at = excluded.created_at
      where not is_open and not is_deleted and name = excluded.name and starts_at is excluded.starts_at
        and time_zone is excluded.time_zone and sale_opens_at is excluded.sale_opens_at
        and sale_closes_at is excluded.sale_closes_at and event_status = excluded.event_status
        and prices is excluded.prices and accessible_release_at is excluded.accessible_release_at and plan is excluded.plan`),

    addSeats: database.command(`
      insert into seats (event_no, seat_id)
      select event_no, value from events join json_each(?2) where event_id = ?1 and not is_deleted
      on conflict do update set removed = 0 where removed`),

    openEvent: database.command(`
      update events set is_open = 1, created_at = ?2 where event_id = ?1 and not is_open and not is_deleted`),

    growEvent: database.command(`
      update events
      set seat_count = ?2, event_version = event_version + is_open, plan_version = event_version + is_open, is_open = 1
      where event_id = ?1 and (seat_count < ?2 or not is_open)`),

    saveEvent: database.command(`
      update events
      set (event_version, name, starts_at, time_zone, sale_opens_at, sale_closes_at, event_status, prices,
        accessible_release_at) = (?, ?, ?, ?, ?, ?, ?, ?, ?)
      where (${EVENT_COLUMNS}) is (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) and is_open`),

    isStoredSeat: database.query<readonly [found: 1]>(`
      select 1 from events join seats using (event_no)
      where event_id = ?1 and (seat_id, version, hold_id, held_until, booking_id, blocked) is (?2, ?3, ?4, ?5, ?6, ?7)
        and not removed`),

    replacePlan: database.command(`
      update events set (event_version, plan_version, seat_count, plan) = (?, ?, ?, ?)
      where (${EVENT_COLUMNS}) is (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) and is_open`),

    removeSeat: database.command(`
      update seats set removed = 1, version = version + 1, hold_id = null, held_until = null
      where event_no = (select event_no from events where event_id = ?1) and seat_id = ?2`),

    raiseRevision: database.command(`
      insert into revisions (event_no, revision) select event_no, 1 from events where event_id = ?
      on conflict do update set revision = revision + 1`),

    /** Adds an entry at the latest revision. */
    addHistory: database.command(`
      insert into history (event_no, revision, ordinal, action, event_update, actor, request_id, at)
      select event_no, revision, 0, ?2, ?3, ?4, ?5, ?6 from events join revisions using (event_no)
      where event_id = ?1`),

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
