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
import { type Booking, isSameBooking } from '../../domain/booking.ts'
import type { HistoryEntry } from '../../domain/history.ts'
import { type Hold, isSameHold } from '../../domain/hold.ts'
import { type EventId, isSameSeat, newSeat, type Seat, type SeatId } from '../../domain/seat.ts'
import { toHistoryEntry, toSeatsSince } from './history-rows.ts'
import * as rows from './rows.ts'
import type { SaveResult } from './save-changes.ts'
import type { StoreThread } from './store-thread.ts'

/** The most changes in one transaction, and the most seats that they have together. */
const CHANGES_PER_BATCH = 256
const SEATS_PER_BATCH = 1_024

/** While one batch is written to disk, the next one is collected. */
const BATCHES_MAX = 1

/** Seats, holds and bookings in the embedded SQLite database. */
export class SqliteSeatRepository
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
  readonly #thread: StoreThread
  readonly #untouched = new UntouchedSeats()
  readonly #saves: Batcher<SeatChange, boolean>
  /** Combines concurrent checks into one. */
  readonly #checks: Batcher<undefined, undefined>

  constructor(thread: StoreThread) {
    this.#thread = thread
    this.#saves = new Batcher({
      run: async (changes) => {
        const results = await thread.write('changes', 'save', changes.map(rows.fromChange))
        return results.map(withOwnError)
      },
      begin: weightLimit(SEATS_PER_BATCH, ({ seats }) => seats.length),
      callsMax: CHANGES_PER_BATCH,
      batchesMax: BATCHES_MAX,
    })
    this.#checks = new Batcher({
      run: async (calls) => {
        await thread.write('housekeeping', 'check')
        return calls
      },
      callsMax: Infinity,
      batchesMax: 1,
    })
  }

  /** The id of the store. Copies of the store have the same id. */
  async id(): Promise<string> {
    return this.#thread.identity.id
  }

  async secret(): Promise<string> {
    return this.#thread.identity.secret
  }

  /** @throws {StoreUnavailableError} when the store cannot be written */
  async check(): Promise<void> {
    await this.#checks.call(undefined)
  }

  guessUntouched(eventId: EventId, seatIds: readonly SeatId[]): readonly Seat[] | undefined {
    return this.#untouched.guess(eventId, seatIds) ? seatIds.map(newSeat) : undefined
  }

  async find(eventId: EventId, seatIds: readonly SeatId[]): Promise<readonly Seat[]> {
    const found = await this.#thread.read('seats', 'find', eventId, seatIds)
    const seats = found.map(rows.toSeat)
    this.#untouched.markRead(eventId, seats)
    return seats
  }

  async save(change: SeatChange): Promise<'saved' | 'conflict'> {
    // Also for a change that is refused, since another request has then changed the seats.
    for (const { to } of change.seats) this.#untouched.markTouched(change.eventId, to.id)
    const result = await this.#saves.call(change)
    return result ? 'saved' : 'conflict'
  }

  /** Only compares, because all readable data were committed, and each commit waits for the disk. */
  async acknowledge(state: StateAsRead): Promise<'acknowledged' | 'conflict'> {
    const { eventId, seats = [], hold, booking } = state
    const ids = [seats.map(({ id }) => id), hold?.id, booking?.id] as const
    const found = await this.#thread.read('seats', 'findState', eventId, ...ids)
    const [seatRows, holdRow, bookingRow] = found
    const stored = new Map(seatRows.map(rows.toSeat).map((seat) => [seat.id, seat]))
    const isUnchanged =
      seats.every((seat) => isSameSeat(stored.get(seat.id), seat)) &&
      (!hold || isSameHold(holdRow && rows.toHold(holdRow), hold)) &&
      (!booking || isSameBooking(bookingRow && rows.toBooking(bookingRow), booking))
    return isUnchanged ? 'acknowledged' : 'conflict'
  }

  async findIdempotencyRecord(
    eventId: EventId,
    key: string,
  ): Promise<IdempotencyRecord | undefined> {
    const found = await this.#thread.read('seats', 'findIdempotencyRecord', eventId, key)
    return found && rows.toRequest(found)
  }

  async findHold(holdId: string): Promise<Hold | undefined> {
    const found = await this.#thread.read('seats', 'findHold', holdId)
    return found && rows.toHold(found)
  }

  async findHoldByToken(eventId: EventId, tokenDigest: string): Promise<Hold | undefined> {
    const found = await this.#thread.read('seats', 'findHoldByToken', eventId, tokenDigest)
    return found && rows.toHold(found)
  }

  async findHoldsByCode({ eventId, code, countMax }: HoldsByCodeQuery): Promise<readonly Hold[]> {
    const found = await this.#thread.read('seats', 'findHoldsByCode', eventId, code, countMax)
    return found.map(rows.toHold)
  }

  async activeHolds(query: ActiveHoldsQuery): Promise<readonly Hold[]> {
    const { eventId, clientId, at, after = '', countMax } = query
    const args = [eventId, clientId, at.getTime(), after, countMax] as const
    const found = await this.#thread.read('seats', 'activeHolds', ...args)
    return found.map(rows.toHold)
  }

  countHolds(clientId: string, now: Date): Promise<number> {
    return this.#thread.read('clientSeats', 'countHolds', clientId, now.getTime())
  }

  countClientSeats(query: ClientSeatsQuery): Promise<number> {
    const { eventId, clientId, now, exceptHoldId } = query
    const args = [eventId, clientId, now.getTime(), exceptHoldId] as const
    return this.#thread.read('clientSeats', 'countClientSeats', ...args)
  }

  async lastReleaseTime(query: FormerSeatsQuery): Promise<Date | undefined> {
    const { eventId, clientId, seatIds, areaIds, since, now } = query
    const wanted = { seatIds, areaIds }
    const args = [eventId, clientId, wanted, since.getTime(), now.getTime()] as const
    const found = await this.#thread.read('clientSeats', 'lastReleaseTime', ...args)
    return found === undefined ? undefined : rows.toDate(found)
  }

  async findBooking(bookingId: string): Promise<Booking | undefined> {
    const found = await this.#thread.read('seats', 'findBooking', bookingId)
    return found && rows.toBooking(found)
  }

  async findBookings({ after, limit, ...conditions }: BookingsQuery): Promise<readonly Booking[]> {
    const position = after && ([after.bookedAt.getTime(), after.id] as const)
    const filter = { ...conditions, after: position }
    const found = await this.#thread.read('seats', 'findBookings', filter, limit)
    return found.map(rows.toBooking)
  }

  async bookedSeats(eventId: EventId): Promise<BookedSeats | undefined> {
    const found = await this.#thread.read('seats', 'bookedSeats', eventId)
    if (!found) return undefined
    const [revision, seats] = found
    return {
      revision,
      seats: seats.map(([seatId, bookingId, reference]) => {
        return { seatId, bookingId, reference: reference ?? undefined }
      }),
    }
  }

  async seatsSince(eventId: EventId, since?: SeatsState): Promise<SeatsUpdate | undefined> {
    const state = since && ([since.revision, since.tag] as const)
    const found = await this.#thread.read('seats', 'seatsSince', eventId, state)
    return found && toSeatsSince(found)
  }

  async history({ eventId, seatId, from, limit }: HistoryQuery): Promise<readonly HistoryEntry[]> {
    const position = [from?.revision ?? 0, from?.ordinal ?? 0] as const
    const found = await this.#thread.read('seats', 'history', eventId, seatId, position, limit)
    return found.map(toHistoryEntry)
  }

  async expiredSeats({
    before,
    countMax,
  }: {
    readonly before: Date
    readonly countMax: number
  }): Promise<readonly ExpiredSeat[]> {
    const found = await this.#thread.read('seats', 'expiredSeats', before.getTime(), countMax)
    return found.map(rows.toExpiredSeat)
  }

  deleteHistory({ before, countMax }: OldRecordsQuery): Promise<number> {
    return this.#thread.write('housekeeping', 'deleteHistory', before.getTime(), countMax)
  }

  deleteIdempotencyRecordsAndHolds({ before, countMax }: OldRecordsQuery): Promise<number> {
    return this.#thread.write(
      'housekeeping',
      'deleteIdempotencyRecordsAndHolds',
      before.getTime(),
      countMax,
    )
  }
}

/**
 * Wraps an error of the store's thread, which has another stack and may not be an instance of this thread's `Error`.
 */
function withOwnError(result: SaveResult): SaveResult {
  return typeof result === 'boolean' ? result : new Error(result.message, { cause: result })
}
