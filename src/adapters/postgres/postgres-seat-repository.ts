import type { BookedSeats, BookedSeatsPort } from '../../application/ports/booked-seats.port.ts'
import type {
  BookingRepositoryPort,
  BookingsQuery,
} from '../../application/ports/booking-repository.port.ts'
import type {
  ClientSeatsPort,
  ClientSeatsQuery,
  FormerSeatsQuery,
} from '../../application/ports/client-seats.port.ts'
import type { ExpiredSeat, ExpiredSeatsPort } from '../../application/ports/expired-seats.port.ts'
import type {
  ActiveHoldsQuery,
  HoldRepositoryPort,
  HoldsByCodeQuery,
} from '../../application/ports/hold-repository.port.ts'
import type { OldRecordsQuery, RetentionPort } from '../../application/ports/retention.port.ts'
import type { HistoryQuery, SeatHistoryPort } from '../../application/ports/seat-history.port.ts'
import type {
  IdempotencyRecord,
  SeatChange,
  SeatRepositoryPort,
  StateAsRead,
} from '../../application/ports/seat-repository.port.ts'
import type {
  SeatsSincePort,
  SeatsState,
  SeatsUpdate,
} from '../../application/ports/seats-since.port.ts'
import { Batcher, weightLimit } from '../../batching/batcher.ts'
import { UntouchedSeats } from '../../collections/untouched-seats.ts'
import type { Booking } from '../../domain/booking.ts'
import type { HistoryEntry } from '../../domain/history.ts'
import type { Hold } from '../../domain/hold.ts'
import { type EventId, newSeat, type Seat, type SeatId } from '../../domain/seat.ts'
import { acknowledge } from './acknowledge.ts'
import { bookedSeats } from './booked-seats.ts'
import { countClientSeats, lastReleaseTime } from './client-seats.ts'
import { HistoryDeletion } from './delete-history.ts'
import { oneEventIfDistributed } from './event-scope.ts'
import { deleteExpiredRows, expiredSeats } from './expired-rows.ts'
import { findBooking, findBookings } from './find-bookings.ts'
import {
  activeHolds,
  countHolds,
  findHoldByToken,
  findHolds,
  findHoldsByCode,
} from './find-holds.ts'
import { findSeats, type SeatsToFind } from './find-seats.ts'
import { isInOpenEvent } from './open-events.ts'
import { RowReader } from './read-row.ts'
import * as rows from './rows.ts'
import { changesApart, saveChanges, SEATS_PER_BATCH } from './save-changes.ts'
import { SchemaError } from './schema-error.ts'
import { readHistory, seatsSince } from './seat-changes.ts'
import type { SqlDatabase, SqlRow, SqlStatement } from './sql.ts'

// All statements find each row by its key, one by one, even where a join would read better. A new event has no
// statistics yet, and without them the planner prefers to scan the whole event.

/**
 * $1, $2   the event and the idempotency key
 * Returns  a RequestRow, or nothing
 */
const FIND_IDEMPOTENCY_RECORD: SqlStatement = {
  name: 'find-idempotency-record',
  text: `
    select key, fingerprint, result from requests
    where event_id = $1 and key = $2 and ${isInOpenEvent('requests')}`,
}

/** Returns  one row with the `id` and the `secret` of the database, which its copies share */
const READ_STORE: SqlStatement = { name: 'read-store', text: 'select id::text, secret from store' }

const NO_STORE =
  'The table "store" is empty, so this database has no identity. Restore the table, or insert one row.'

/** The most reads or changes in one statement. */
const CALLS_PER_BATCH = 100

/**
 * The most statements that read seats at the same time, and the most that save changes. No two of them have an event in
 * common: the second would wait for the event's revision, and the batches would be half as large.
 */
const BATCHES_MAX = 4

/** Seats, holds and bookings in a Postgres database, which several instances can share. */
export class PostgresSeatRepository
  implements
    SeatRepositoryPort,
    HoldRepositoryPort,
    BookingRepositoryPort,
    ClientSeatsPort,
    BookedSeatsPort,
    SeatsSincePort,
    ExpiredSeatsPort,
    SeatHistoryPort,
    RetentionPort
{
  readonly #database: SqlDatabase
  readonly #finds: Batcher<SeatsToFind, readonly Seat[]>
  readonly #findsOfHolds: Batcher<string, Hold | undefined>
  readonly #saves: Batcher<SeatChange, 'saved' | 'conflict'>
  readonly #historyDeletion: HistoryDeletion
  readonly #untouched = new UntouchedSeats()
  #store: SqlRow | undefined

  constructor(database: SqlDatabase) {
    this.#database = database
    this.#historyDeletion = new HistoryDeletion(database)
    const bounds = { callsMax: CALLS_PER_BATCH, batchesMax: BATCHES_MAX }
    const keyOf = ({ eventId }: { readonly eventId: EventId }) => eventId
    this.#finds = new Batcher<SeatsToFind, readonly Seat[]>({
      run: (requests) => findSeats(database, requests),
      begin: oneEventIfDistributed(
        database,
        weightLimit(SEATS_PER_BATCH, ({ seatIds }) => seatIds.length),
      ),
      keyOf,
      ...bounds,
    })
    this.#findsOfHolds = new Batcher<string, Hold | undefined>({
      run: (holdIds) => findHolds(database, holdIds),
      callsMax: CALLS_PER_BATCH,
      batchesMax: 1,
    })
    this.#saves = new Batcher<SeatChange, 'saved' | 'conflict'>({
      run: (changes) => saveChanges(database, changes),
      begin: oneEventIfDistributed(database, changesApart),
      keyOf,
      ...bounds,
    })
  }

  /**
   * The id of the database, the same for all instances that share it.
   * @throws {StoreUnavailableError} when the database cannot be read
   * @throws {SchemaError} when the database has no id
   */
  async id(): Promise<string> {
    return new RowReader(await this.#ownRow()).text('id')
  }

  /**
   * A secret that all instances of the database share.
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

  /** @throws {StoreUnavailableError} when the database cannot be written */
  check(): Promise<void> {
    return this.#database.check()
  }

  guessUntouched(eventId: EventId, seatIds: readonly SeatId[]): readonly Seat[] | undefined {
    return this.#untouched.guess(eventId, seatIds) ? seatIds.map(newSeat) : undefined
  }

  async find(eventId: EventId, seatIds: readonly SeatId[]): Promise<readonly Seat[]> {
    const seats = await this.#finds.call({ eventId, seatIds })
    this.#untouched.markRead(eventId, seats)
    return seats
  }

  save(change: SeatChange): Promise<'saved' | 'conflict'> {
    // Also for a change that is refused, since another instance has then changed the seats.
    for (const { to } of change.seats) this.#untouched.markTouched(change.eventId, to.id)
    return this.#saves.call(change)
  }

  acknowledge(state: StateAsRead): Promise<'acknowledged' | 'conflict'> {
    return acknowledge(this.#database, state)
  }

  async findIdempotencyRecord(
    eventId: EventId,
    key: string,
  ): Promise<IdempotencyRecord | undefined> {
    const [found] = await this.#database.run(FIND_IDEMPOTENCY_RECORD, [eventId, key])
    return found && rows.toRequest(found)
  }

  findHold(holdId: string): Promise<Hold | undefined> {
    return this.#findsOfHolds.call(holdId)
  }

  findHoldByToken(eventId: EventId, tokenDigest: string): Promise<Hold | undefined> {
    return findHoldByToken(this.#database, { eventId, tokenDigest })
  }

  findHoldsByCode(query: HoldsByCodeQuery): Promise<readonly Hold[]> {
    return findHoldsByCode(this.#database, query)
  }

  activeHolds(query: ActiveHoldsQuery): Promise<readonly Hold[]> {
    return activeHolds(this.#database, query)
  }

  countHolds(clientId: string, now: Date): Promise<number> {
    return countHolds(this.#database, { clientId, now })
  }

  countClientSeats(query: ClientSeatsQuery): Promise<number> {
    return countClientSeats(this.#database, query)
  }

  lastReleaseTime(query: FormerSeatsQuery): Promise<Date | undefined> {
    return lastReleaseTime(this.#database, query)
  }

  findBooking(bookingId: string): Promise<Booking | undefined> {
    return findBooking(this.#database, bookingId)
  }

  findBookings(query: BookingsQuery): Promise<readonly Booking[]> {
    return findBookings(this.#database, query)
  }

  bookedSeats(eventId: EventId): Promise<BookedSeats | undefined> {
    return bookedSeats(this.#database, eventId)
  }

  seatsSince(eventId: EventId, since?: SeatsState): Promise<SeatsUpdate | undefined> {
    return seatsSince(this.#database, eventId, since)
  }

  history(query: HistoryQuery): Promise<readonly HistoryEntry[]> {
    return readHistory(this.#database, query)
  }

  expiredSeats(query: {
    readonly before: Date
    readonly countMax: number
  }): Promise<readonly ExpiredSeat[]> {
    return expiredSeats(this.#database, query)
  }

  deleteHistory(query: OldRecordsQuery): Promise<number> {
    return this.#historyDeletion.deleteSome(query)
  }

  deleteIdempotencyRecordsAndHolds(query: OldRecordsQuery): Promise<number> {
    return deleteExpiredRows(this.#database, query)
  }
}
