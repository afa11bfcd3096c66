import type {
  DeletedEventsPort,
  DeletedRowsQuery,
} from '../../application/ports/deleted-events.port.ts'
import type {
  EventAsRead,
  EventChange,
  EventPage,
  EventRepositoryPort,
} from '../../application/ports/event-repository.port.ts'
import { DEFAULT_EVENT_ID, defaultEvent } from '../../domain/default-event.ts'
import { defaultSeatIds } from '../../domain/default-event-plan.ts'
import { type Event, type EventSummary, eventUpdateOf } from '../../domain/event.ts'
import type { PlanReplacement } from '../../domain/plan-replacement.ts'
import type { EventId, SeatId } from '../../domain/seat.ts'
import { seatIdsOf } from '../../domain/seating-plan.ts'
import {
  deleteEvent,
  deleteEventRows,
  deleteUnfinishedEvents,
  isDeletedEvent,
} from './delete-event.ts'
import { eventEntryValues, eventHistory } from './event-history.ts'
import {
  detailsOf,
  EVENT_COLUMNS,
  EVENT_IS_AS_READ,
  eventAsRead,
  toEvent,
  toEventSummary,
} from './event-rows.ts'
import { listEvents } from './list-events.ts'
import { replacePlan } from './replace-plan.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'

/**
 * Adds an event that is not open yet, so that no query returns it. If an identical one exists that was not completed,
 * it is continued, and counts as begun now.
 *
 * $1, $2   the event and its name
 * $3, $4   when it starts, or null, and when it was created
 * $5       how many seats it has
 * $6       its plan, as JSON
 * $7       the time zone of the venue, or null
 * $8, $9   when the sale opens and closes, or null
 * $10      its status
 * $11, $12 its prices, as JSON, and when its accessible seats are released, or null
 * Returns  a row, or nothing when the id belongs to an open event, to a deleted one or to a different one
 */
const BEGIN_EVENT: SqlStatement = {
  name: 'begin-event',
  text: `
    insert into events as event (
      event_id, name, starts_at, created_at, seat_count, plan, time_zone, sale_opens_at, sale_closes_at, event_status,
      prices, accessible_release_at, is_open
    )
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, false)
    on conflict (event_id) do update set created_at = excluded.created_at
    where not event.is_open and not event.is_deleted and event.name = excluded.name
      and event.starts_at is not distinct from excluded.starts_at and event.plan::text = excluded.plan::text
      and event.time_zone is not distinct from excluded.time_zone
      and event.sale_opens_at is not distinct from excluded.sale_opens_at
      and event.sale_closes_at is not distinct from excluded.sale_closes_at
      and event.event_status = excluded.event_status
      and event.prices::jsonb is not distinct from excluded.prices::jsonb
      and event.accessible_release_at is not distinct from excluded.accessible_release_at
    returning 1 as begun`,
}

/**
 * $1       the event
 * $2       when it was created
 * Returns  a row, or nothing when it is open already, or was deleted
 */
const OPEN_EVENT: SqlStatement = {
  name: 'open-event',
  text: `
    update events set is_open = true, created_at = $2 where event_id = $1 and not is_open and not is_deleted
    returning 1 as opened`,
}

/**
 * Adds seats at version 0. Existing seats are unchanged. The event is locked, so that it cannot be deleted meanwhile.
 *
 * $1  the event
 * $2  the seats' ids, as a JSON array
 */
const ADD_SEATS: SqlStatement = {
  name: 'add-seats',
  text: `
    with event as (select event_id from events where event_id = $1 and not is_deleted for key share)
    insert into seats (event_id, seat_id)
    select event_id, seat_id from event, json_array_elements_text($2) as seat_id
    on conflict do nothing`,
}

/**
 * Adds the default event, if it does not exist. It is not open yet.
 *
 * $1, $2   the event and its name
 * $3       when it was created
 */
const BEGIN_DEFAULT_EVENT: SqlStatement = {
  name: 'begin-default-event',
  text: `
    insert into events (event_id, name, created_at, seat_count, is_open) values ($1, $2, $3, 0, false)
    on conflict do nothing`,
}

/**
 * Opens the default event, and sets its number of seats, after they were added.
 *
 * $1       the event
 * $2       the number of seats; ignored if the event has more
 */
const GROW_EVENT: SqlStatement = {
  name: 'grow-event',
  text: `
    update events
    set seat_count = $2, event_version = event_version + is_open::int, plan_version = event_version + is_open::int,
      is_open = true
    where event_id = $1 and (seat_count < $2 or not is_open)`,
}

/**
 * Saves the details of an event, unless it was changed since it was read. If the version is a new one, the change raises
 * the revision of the event, last of all, and is recorded in the history, as changes of seats are by the save statement.
 *
 * $1 to $13  EVENT_IS_AS_READ
 * $14        the new version
 * $15 to $22 the new values of `detailsOf`
 * $23 to $27 the values of `eventEntryValues`
 * Returns    a row, or nothing when the stored event is not the one that was read
 */
const SAVE_EVENT: SqlStatement = {
  name: 'save-event',
  text: `
    with updated_event as (
      update events
      set event_version = $14, name = $15, starts_at = $16, time_zone = $17, sale_opens_at = $18, sale_closes_at = $19,
        event_status = $20, prices = $21, accessible_release_at = $22
      where ${EVENT_IS_AS_READ}
      returning event_id, event_version
    ), ${eventHistory({ changed: 'select event_id from updated_event where event_version <> $2', first: 23 })}
    select 1 as saved from updated_event`,
}

/**
 * $1       the event
 * Returns  an EventRow, or nothing
 */
const FIND_EVENT: SqlStatement = {
  name: 'find-event',
  text: `
    select ${EVENT_COLUMNS}, plan from events
    where event_id = $1 and is_open`,
}

/**
 * $1       the events
 * Returns  an EventSummaryRow for each that exists
 */
const FIND_SUMMARIES: SqlStatement = {
  name: 'find-event-summaries',
  text: `
    select ${EVENT_COLUMNS} from events
    where event_id = any ($1) and is_open`,
}

/** The most seats that one statement adds, so that other statements are not delayed. */
const SEATS_PER_STATEMENT = 1_000

/** Events in a Postgres database. */
export class PostgresEventRepository implements EventRepositoryPort, DeletedEventsPort {
  readonly #database: SqlDatabase

  constructor(database: SqlDatabase) {
    this.#database = database
  }

  async addEvent(event: Event): Promise<'added' | 'exists' | 'deleted'> {
    const { id, createdAt, seatCount, plan } = event
    const [name, startsAt, timeZone, ...saleAndRelease] = detailsOf(event)
    const [begun] = await this.#database.run(BEGIN_EVENT, [
      ...[id, name, startsAt, createdAt, seatCount, JSON.stringify(plan)],
      ...[timeZone, ...saleAndRelease],
    ])
    if (begun) {
      await this.#addSeats(id, seatIdsOf(plan))
      const [opened] = await this.#database.run(OPEN_EVENT, [id, createdAt])
      if (opened) return 'added'
    }
    return (await isDeletedEvent(this.#database, id)) ? 'deleted' : 'exists'
  }

  async growDefaultEvent({
    seatCount,
    createdAt,
  }: {
    readonly seatCount: number
    readonly createdAt: Date
  }): Promise<void> {
    const [stored] = await this.findSummaries([DEFAULT_EVENT_ID])
    if (stored && stored.seatCount >= seatCount) return
    const { id, name } = defaultEvent({ seatCount: 0, createdAt })
    await this.#database.run(BEGIN_DEFAULT_EVENT, [id, name, createdAt])
    const missing = { first: (stored?.seatCount ?? 0) + 1, last: seatCount }
    await this.#addSeats(id, defaultSeatIds(missing))
    await this.#database.run(GROW_EVENT, [id, seatCount])
  }

  async findEvent(eventId: EventId): Promise<Event | undefined> {
    const [found] = await this.#database.run(FIND_EVENT, [eventId])
    return found && toEvent(found)
  }

  async findSummaries(eventIds: readonly EventId[]): Promise<readonly EventSummary[]> {
    return (await this.#database.run(FIND_SUMMARIES, [eventIds])).map(toEventSummary)
  }

  async saveEvent(change: EventChange): Promise<'saved' | 'conflict'> {
    const { from, to, cause } = change
    const [saved] = await this.#database.run(SAVE_EVENT, [
      ...eventAsRead(from),
      ...[to.version, ...detailsOf(to)],
      ...eventEntryValues(eventUpdateOf(change), cause),
    ])
    return saved ? 'saved' : 'conflict'
  }

  replacePlan(replacement: PlanReplacement): Promise<'saved' | 'conflict'> {
    return replacePlan(this.#database, replacement)
  }

  deleteEvent(read: EventAsRead): Promise<'deleted' | 'conflict'> {
    return deleteEvent(this.#database, read)
  }

  deleteUnfinished(query: { readonly begunBefore: Date }): Promise<void> {
    return deleteUnfinishedEvents(this.#database, query)
  }

  deleteRows(query: DeletedRowsQuery): Promise<number> {
    return deleteEventRows(this.#database, query)
  }

  listEvents(page: EventPage): Promise<readonly EventSummary[]> {
    return listEvents(this.#database, page)
  }

  async #addSeats(eventId: EventId, seatIds: readonly SeatId[]): Promise<void> {
    for (let start = 0; start < seatIds.length; start += SEATS_PER_STATEMENT) {
      const some = seatIds.slice(start, start + SEATS_PER_STATEMENT)
      await this.#database.run(ADD_SEATS, [eventId, JSON.stringify(some)])
    }
  }
}
