import type { BookingRepositoryPort } from '../../application/ports/booking-repository.port.ts'
import type { HistoryRetentionPort } from '../../application/ports/history-retention.port.ts'
import type { HoldRepositoryPort } from '../../application/ports/hold-repository.port.ts'
import type { LapsedSeat, LapsedSeatsPort } from '../../application/ports/lapsed-seats.port.ts'
import type { RequestMemoryPort } from '../../application/ports/request-memory.port.ts'
import type {
  SeatChangesPort,
  SeatsSince,
  SeatsState,
} from '../../application/ports/seat-changes.port.ts'
import type { HistoryQuery, SeatHistoryPort } from '../../application/ports/seat-history.port.ts'
import type {
  RememberedRequest,
  SeatChange,
  SeatRepositoryPort,
  StateAsRead,
} from '../../application/ports/seat-repository.port.ts'
import type { Booking } from '../../domain/booking.ts'
import type { HistoryEntry } from '../../domain/history.ts'
import type { Hold } from '../../domain/hold.ts'
import { type EventId, newSeat, type Seat, type SeatId } from '../../domain/seat.ts'
import { Batcher } from '../../batching/batcher.ts'
import { weightLimit } from '../../batching/weight-limit.ts'
import { UntouchedSeats } from '../../collections/untouched-seats.ts'
import { acknowledge } from './acknowledge.ts'
import { deleteHistory } from './delete-history.ts'
import { findSeats, type SeatsToFind } from './find-seats.ts'
import { columnsInMilliseconds } from './milliseconds.ts'
import { SchemaError } from './migrate.ts'
import { readable, RowReader, type UnreadableRowError } from './read-row.ts'
import { changesApart, saveChanges, SEATS_PER_BATCH } from './save-changes.ts'
import { readHistory, seatsSince } from './seat-changes.ts'
import type { SqlDatabase, SqlRow, SqlStatement } from './sql.ts'
import * as rows from './rows.ts'

// All statements name each row that they touch by its key, one by one, even where a join would read better: an event
// that has just been set up has no statistics yet, and a planner without them prefers to read the whole event.

/**
 * $1, $2   the event and the key
 * Returns  a RememberedRequest, or nothing
 */
const RECALL_REQUEST: SqlStatement = {
  name: 'recall-request',
  text: 'select key, fingerprint, result from requests where event_id = $1 and key = $2',
}

const HOLD_COLUMNS = `
  event_id, hold_id, version, seat_ids, token_digest, client_id, end_kind, booking_id,
  ${columnsInMilliseconds('held_at', 'expires_at', 'expires_at_max')}`

/**
 * $1       the ids of holds, as an array
 * Returns  a HoldRow for each that there is, in any order
 */
const FIND_HOLDS: SqlStatement = {
  name: 'find-holds',
  text: `select ${HOLD_COLUMNS} from holds where hold_id = any ($1)`,
}

/**
 * Only the token leads to a hold quickly; the event is compared afterwards.
 *
 * $1, $2   the event and the digest of a token
 * Returns  a HoldRow, or nothing
 */
const FIND_HOLD_BY_TOKEN: SqlStatement = {
  name: 'find-hold-by-token',
  text: `
    select ${HOLD_COLUMNS} from (select * from holds where token_digest = $2 offset 0) as hold
    where event_id = $1`,
}

/**
 * $1       the client
 * $2       a time
 * Returns  one row with the `count` of the holds that are active at that time
 */
const COUNT_HOLDS: SqlStatement = {
  name: 'count-holds',
  text: `
    select count(*)::int as count from holds
    where client_id = $1 and expires_at > $2 and end_kind is null`,
}

/**
 * $1       the booking
 * Returns  a BookingRow, or nothing
 */
const FIND_BOOKING: SqlStatement = {
  name: 'find-booking',
  text: `
    select event_id, booking_id, seat_ids, reference, ${columnsInMilliseconds('booked_at', 'cancelled_at')}
    from bookings where booking_id = $1`,
}

/**
 * $1       a time
 * $2       how many
 * Returns  a SeatRow with its event_id for each seat whose hold ran out before, the oldest first
 */
const LAPSED_SEATS: SqlStatement = {
  name: 'lapsed-seats',
  text: `
    select event_id, seat_id, version, hold_id, booking_id, blocked, ${columnsInMilliseconds('held_until')}
    from seats
    where seats.held_until < $1
    order by seats.held_until
    limit $2`,
}

/**
 * Deletes along the index on the age, never by a scan.
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

/** The same for holds that ran out before. */
const FORGET_HOLDS: SqlStatement = {
  name: 'forget-holds',
  text: `
    delete from holds where ctid = any (array(
      select ctid from holds where expires_at < $1 order by expires_at limit $2
      for update skip locked
    ))
    returning 1 as forgotten`,
}

/** Returns  one row with the `id` and the `secret` of the database, which every copy of it shares */
const READ_STORE: SqlStatement = { name: 'read-store', text: 'select id::text, secret from store' }

const NO_STORE =
  'The table "store" is empty, so that nobody can tell this database from another. Restore it, or give it one row.'

/** Writes, because a database that only reads, or whose disk is full, can still be read. */
const CHECK: SqlStatement = { name: 'check', text: 'update store set id = id' }

/** How many requests' reads or changes go in one statement at most. */
const CALLS_PER_BATCH = 100

/**
 * How many statements that read seats run at once at most, and how many that save changes. No two of them have an event
 * in common: the second would wait for the event's revision, and the batches would be half as large.
 */
const BATCHES_MAX = 4

/** Seats on a Postgres server, which other instances may share. */
export class PostgresSeatRepository
  implements
    SeatRepositoryPort,
    HoldRepositoryPort,
    BookingRepositoryPort,
    SeatChangesPort,
    LapsedSeatsPort,
    SeatHistoryPort,
    HistoryRetentionPort,
    RequestMemoryPort
{
  readonly #database: SqlDatabase
  readonly #finds: Batcher<SeatsToFind, readonly Seat[]>
  readonly #findsOfHolds: Batcher<string, Hold | undefined>
  readonly #saves: Batcher<SeatChange, 'saved' | 'conflict'>
  readonly #untouched = new UntouchedSeats()
  #store: SqlRow | undefined

  constructor(database: SqlDatabase) {
    this.#database = database
    const bounds = { callsMax: CALLS_PER_BATCH, batchesMax: BATCHES_MAX }
    const keyOf = ({ eventId }: { readonly eventId: EventId }) => eventId
    this.#finds = new Batcher<SeatsToFind, readonly Seat[]>({
      run: (wishes) => findSeats(database, wishes),
      begin: weightLimit(SEATS_PER_BATCH, ({ seatIds }) => seatIds.length),
      keyOf,
      ...bounds,
    })
    this.#findsOfHolds = new Batcher<string, Hold | undefined>({
      run: (holdIds) => this.#findHolds(holdIds),
      callsMax: CALLS_PER_BATCH,
      batchesMax: 1,
    })
    this.#saves = new Batcher({
      run: (changes) => saveChanges(database, changes),
      begin: changesApart,
      keyOf,
      ...bounds,
    })
  }

  /**
   * Names the database, for all instances that share it.
   * @throws {StoreUnavailableError} when nothing can be read right now
   * @throws {SchemaError} when the database has lost its name
   */
  async id(): Promise<string> {
    return new RowReader(await this.#ownRow()).text('id')
  }

  /**
   * What only those who share the database know.
   * @throws {StoreUnavailableError} as above
   */
  async secret(): Promise<string> {
    return new RowReader(await this.#ownRow()).text('secret')
  }

  async #ownRow(): Promise<SqlRow> {
    this.#store ??= (await this.#database.run(READ_STORE, []))[0]
    if (!this.#store) throw new SchemaError(NO_STORE)
    return this.#store
  }

  /** @throws {StoreUnavailableError} when nothing can be saved right now */
  async check(): Promise<void> {
    await this.#database.runAside(CHECK)
  }

  expected(eventId: EventId, seatIds: readonly SeatId[]): readonly Seat[] | undefined {
    return this.#untouched.guess(eventId, seatIds) ? seatIds.map(newSeat) : undefined
  }

  async find(eventId: EventId, seatIds: readonly SeatId[]): Promise<readonly Seat[]> {
    const seats = await this.#finds.call({ eventId, seatIds })
    this.#untouched.markRead(eventId, seats)
    return seats
  }

  save(change: SeatChange): Promise<'saved' | 'conflict'> {
    // Also when the change is refused: then somebody else has changed them.
    for (const { to } of change.seats) this.#untouched.markTouched(change.eventId, to.id)
    return this.#saves.call(change)
  }

  acknowledge(state: StateAsRead): Promise<'acknowledged' | 'conflict'> {
    return acknowledge(this.#database, state)
  }

  async recall(eventId: EventId, key: string): Promise<RememberedRequest | undefined> {
    const [found] = await this.#database.run(RECALL_REQUEST, [eventId, key])
    return found && rows.toRequest(found)
  }

  findHold(holdId: string): Promise<Hold | undefined> {
    return this.#findsOfHolds.call(holdId)
  }

  async #findHolds(
    holdIds: readonly string[],
  ): Promise<readonly (Hold | UnreadableRowError | undefined)[]> {
    const found = await this.#database.run(FIND_HOLDS, [holdIds])
    const holds = new Map(
      found.map((row) => [new RowReader(row).text('hold_id'), readable(() => rows.toHold(row))]),
    )
    return holdIds.map((holdId) => holds.get(holdId))
  }

  async findHoldByToken(eventId: EventId, tokenDigest: string): Promise<Hold | undefined> {
    const [found] = await this.#database.run(FIND_HOLD_BY_TOKEN, [eventId, tokenDigest])
    return found && rows.toHold(found)
  }

  async countHolds(clientId: string, now: Date): Promise<number> {
    const [found] = await this.#database.run(COUNT_HOLDS, [clientId, now])
    return new RowReader(found).integer('count')
  }

  async findBooking(bookingId: string): Promise<Booking | undefined> {
    const [found] = await this.#database.run(FIND_BOOKING, [bookingId])
    return found && rows.toBooking(found)
  }

  seatsSince(eventId: EventId, since?: SeatsState): Promise<SeatsSince | undefined> {
    return seatsSince(this.#database, eventId, since)
  }

  history(query: HistoryQuery): Promise<readonly HistoryEntry[]> {
    return readHistory(this.#database, query)
  }

  async lapsedSeats({
    before,
    countMax,
  }: {
    readonly before: Date
    readonly countMax: number
  }): Promise<readonly LapsedSeat[]> {
    const found = await this.#database.run(LAPSED_SEATS, [before, countMax])
    return found.map(rows.toLapsedSeat)
  }

  deleteHistory(query: { readonly before: Date; readonly countMax: number }): Promise<number> {
    return deleteHistory(this.#database, query)
  }

  async forget({
    savedBefore,
    countMax,
  }: {
    readonly savedBefore: Date
    readonly countMax: number
  }): Promise<number> {
    const requests = await this.#database.run(FORGET_REQUESTS, [savedBefore, countMax])
    const holds = await this.#database.run(FORGET_HOLDS, [savedBefore, countMax])
    return Math.max(requests.length, holds.length)
  }
}
