import type { RequestMemoryPort } from '../../application/ports/request-memory.port.ts'
import type { HistoryQuery, SeatHistoryPort } from '../../application/ports/seat-history.port.ts'
import type {
  RememberedRequest,
  SeatChange,
  SeatRepositoryPort,
} from '../../application/ports/seat-repository.port.ts'
import type { SeatingPort } from '../../application/ports/seating.port.ts'
import type { HistoryEntry } from '../../domain/history.ts'
import type { EventId, Seat, SeatId } from '../../domain/seat.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'
import { isRolledBack } from './store-errors.ts'
import * as rows from './rows.ts'

// The statements name each row that they touch by its key, one by one, even where a join would read better: an event
// that has just been set up has no statistics yet, and a planner without them prefers to read the whole event.

/**
 * Adds seats at version 0, and leaves alone those that are there.
 *
 * $1  the event
 * $2  the seats' ids, as a JSON array
 */
const ADD_SEATS: SqlStatement = {
  name: 'add-seats',
  text: `
    insert into seats (event_id, seat_id)
    select $1, seat_id from json_array_elements_text($2) as seat_id
    on conflict do nothing`,
}

/**
 * $1       the event
 * $2       the seats' ids, as an array
 * Returns  a SeatRow for each seat that exists, in any order
 */
const FIND_SEATS: SqlStatement = {
  name: 'find-seats',
  text: `
    select seat_id, version, booking_id, booked_at, reference
    from seats left join lateral (
      select booking_id, booked_at, reference from bookings
      where bookings.event_id = seats.event_id and bookings.seat_id = seats.seat_id
      limit 1
    ) as booking on true
    where event_id = $1 and seat_id = any ($2)`,
}

/**
 * Saves a change of several seats whole or not at all, in one statement and so in one transaction.
 *
 * The seats are locked first, in one order for all. Whoever had to wait for that sees them as the other has left
 * them, so those that have moved on are missing from `current`, and then nothing else happens. (PostgreSQL
 * manual, 13.2.1: under Read Committed the condition is evaluated again on the row's newest version.)
 *
 * $1       the event
 * $2       the seats as they shall be, as a JSON array of SeatRow
 * $3       for the history: action, actor, request_id and at, as a JSON object
 * $4       the request to remember: key, fingerprint and booking_id as a JSON object, or null
 * Returns  one row, whose `saved` says whether it was saved
 */
const SAVE_CHANGE: SqlStatement = {
  name: 'save-change',
  text: `
    with change as materialized (
      select * from json_to_recordset($2)
        as seat (seat_id text, version int, booking_id text, booked_at timestamptz, reference text)
      order by seat_id
    ), cause as materialized (
      select * from json_to_record($3) as cause (action text, actor text, request_id text, at timestamptz)
    ), current as (
      select seat_id from change, lateral (
        select from seats
        where event_id = $1 and seats.seat_id = change.seat_id and version = change.version - 1
        for update
      ) as seat
    ), fits as (
      select from current having count(*) > 0 and count(*) = (select count(*) from change)
    ), remembered as (
      insert into requests (event_id, key, fingerprint, booking_id, saved_at)
      select $1, key, fingerprint, booking_id, at
      from fits, cause, json_to_record($4) as request (key text, fingerprint text, booking_id text)
      where key is not null
      on conflict do nothing
      returning key
    ), moved as (
      update seats set version = version + 1
      where event_id = $1 and seat_id = any (array(select seat_id from current, fits))
        and ($4::json is null or exists (select from remembered))
      returning seat_id
    ), freed as (
      delete from bookings where ctid = any (array(
        select former.id from change join moved using (seat_id), lateral (
          select ctid as id from bookings
          where bookings.event_id = $1 and bookings.seat_id = change.seat_id
          limit 1
        ) as former
        where booking_id is null
      ))
    ), booked as (
      insert into bookings (event_id, seat_id, booking_id, booked_at, reference)
      select $1, seat_id, booking_id, booked_at, reference
      from change join moved using (seat_id)
      where booking_id is not null
    ), told as (
      insert into history (event_id, seat_id, version, action, booking_id, actor, request_id, at)
      select $1, seat_id, version, action, booking_id, actor, request_id, at
      from change join moved using (seat_id), cause
    )
    select exists (select from moved) as saved`,
}

/**
 * $1, $2   the event and the key
 * Returns  a RequestRow, or nothing
 */
const RECALL_REQUEST: SqlStatement = {
  name: 'recall-request',
  text: `select key, fingerprint, booking_id from requests where event_id = $1 and key = $2`,
}

/**
 * Deletes along the index on `saved_at`, never by a scan.
 *
 * $1       delete what was saved before this time
 * $2       and no more rows than this
 * Returns  a row for each
 */
const FORGET_REQUESTS: SqlStatement = {
  name: 'forget-requests',
  text: `
    delete from requests where ctid = any (array(
      select ctid from requests where saved_at < $1 order by saved_at limit $2
      for update skip locked
    ))
    returning 1 as forgotten`,
}

/**
 * $1       the event
 * $2       a seat, or null for all of them
 * Returns  a HistoryRow for each entry, oldest first
 */
const READ_HISTORY: SqlStatement = {
  name: 'read-history',
  text: `
    select seat_id, version, action, booking_id, actor, request_id, at
    from history
    where event_id = $1 and ($2::text is null or seat_id = $2)
    order by position`,
}

/** Returns  one row with the `id` of the database, which every copy of it shares */
const READ_ID: SqlStatement = { name: 'read-id', text: 'select id::text from store' }

/** Writes, because a database that only reads, or whose disk is full, can still be read. */
const CHECK: SqlStatement = { name: 'check', text: 'update store set id = id' }

/** One statement adds at most so many seats, so that other requests get their turn. */
const SEATS_PER_STATEMENT = 10_000

/** Seats in a Postgres, which may be a server that other instances share, or embedded in this process. */
export class PostgresSeatRepository
  implements SeatRepositoryPort, SeatingPort, SeatHistoryPort, RequestMemoryPort
{
  readonly #database: SqlDatabase

  constructor(database: SqlDatabase) {
    this.#database = database
  }

  /**
   * Names the database, for all instances that share it.
   * @throws {StoreUnavailableError} when nothing can be read right now
   */
  async id(): Promise<string> {
    const [store] = await this.#database.run(READ_ID, [])
    return String(store?.['id'])
  }

  /** @throws {StoreUnavailableError} when nothing can be saved right now */
  async check(): Promise<void> {
    await this.#database.runAside(CHECK)
  }

  async addSeats(eventId: EventId, seatIds: readonly SeatId[]): Promise<void> {
    for (let start = 0; start < seatIds.length; start += SEATS_PER_STATEMENT) {
      const some = seatIds.slice(start, start + SEATS_PER_STATEMENT)
      await this.#database.run(ADD_SEATS, [eventId, JSON.stringify(some)])
    }
  }

  async find(eventId: EventId, seatIds: readonly SeatId[]): Promise<readonly Seat[]> {
    const found = (await this.#database.run(FIND_SEATS, [eventId, seatIds])).map(rows.toSeat)
    const seats = new Map(found.map((seat) => [seat.id, seat]))
    return seatIds.flatMap((seatId) => seats.get(seatId) ?? [])
  }

  async save({
    eventId,
    seats,
    action,
    cause,
    request,
  }: SeatChange): Promise<'saved' | 'conflict'> {
    const values = [
      eventId,
      JSON.stringify(seats.map(rows.fromSeat)),
      JSON.stringify(rows.fromCause(action, cause)),
      request ? JSON.stringify(rows.fromRequest(request)) : null,
    ]
    try {
      const [result] = await this.#database.run(SAVE_CHANGE, values)
      return result?.['saved'] === true ? 'saved' : 'conflict'
    } catch (error) {
      if (isRolledBack(error)) return 'conflict'
      throw error
    }
  }

  async recall(eventId: EventId, key: string): Promise<RememberedRequest | undefined> {
    const [found] = await this.#database.run(RECALL_REQUEST, [eventId, key])
    return found && rows.toRequest(found)
  }

  async forget({
    savedBefore,
    countMax,
  }: {
    savedBefore: Date
    countMax: number
  }): Promise<number> {
    const forgotten = await this.#database.run(FORGET_REQUESTS, [savedBefore, countMax])
    return forgotten.length
  }

  async history({ eventId, seatId }: HistoryQuery): Promise<readonly HistoryEntry[]> {
    const found = await this.#database.run(READ_HISTORY, [eventId, seatId ?? null])
    return found.map(rows.toHistoryEntry)
  }
}
