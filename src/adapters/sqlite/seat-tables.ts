import { createHash } from 'node:crypto'

import { type BookingsFilter, BookingsQueries } from './bookings-queries.ts'
import type { Database } from './database.ts'
import type { HistoryRow, SeatsSinceRow } from './history-rows.ts'
import type {
  BookedSeatRow,
  BookingRow,
  ExpiredSeatRow,
  HoldRow,
  RequestRow,
  SeatRow,
} from './rows.ts'

/** Reads seats, holds, bookings, idempotency records and the history. */
export class SeatTables {
  readonly #queries: ReturnType<typeof prepare>
  readonly #bookings: BookingsQueries

  constructor(database: Database) {
    this.#queries = prepare(database)
    this.#bookings = new BookingsQueries(database)
  }

  /** @returns the seats that exist, in the order of the ids */
  find(eventId: string, seatIds: readonly string[]): SeatRow[] {
    const event = this.#queries.findEvent.get(eventId)
    if (!event) return []
    return seatIds.flatMap((seatId) => {
      const seat = this.#queries.findSeat.get(event[0], seatId)
      return seat ? [seat] : []
    })
  }

  findIdempotencyRecord(eventId: string, key: string): RequestRow | undefined {
    return this.#queries.findIdempotencyRecord.get(eventId, key)
  }

  findHold(holdId: string): HoldRow | undefined {
    return this.#queries.findHold.get(holdId)
  }

  findHoldByToken(eventId: string, tokenDigest: string): HoldRow | undefined {
    return this.#queries.findHoldByToken.get(tokenDigest, eventId)
  }

  findHoldsByCode(eventId: string, code: string, countMax: number): HoldRow[] {
    return this.#queries.findHoldsByCode.all(code, eventId, countMax)
  }

  /** @param after the id after which to begin */
  activeHolds(
    eventId: string,
    clientId: string | undefined,
    atMs: number,
    after: string,
    countMax: number,
  ): HoldRow[] {
    return this.#queries.activeHolds.all(eventId, clientId ?? null, atMs, after, countMax)
  }

  findBooking(bookingId: string): BookingRow | undefined {
    return this.#bookings.find(bookingId)
  }

  findBookings(filter: BookingsFilter, limit: number): BookingRow[] {
    return this.#bookings.all(filter, limit)
  }

  /** @returns the revision of an event, and its booked seats with their bookings and references */
  bookedSeats(eventId: string): readonly [revision: number, seats: BookedSeatRow[]] | undefined {
    const event = this.#queries.findEvent.get(eventId)
    return event && [event[1], this.#queries.bookedSeats.all(event[0])]
  }

  /** @returns the seats, the hold and the booking from one snapshot */
  findState(
    eventId: string,
    seatIds: readonly string[],
    holdId: string | undefined,
    bookingId: string | undefined,
  ): readonly [seats: SeatRow[], hold: HoldRow | undefined, booking: BookingRow | undefined] {
    return [
      this.find(eventId, seatIds),
      holdId === undefined ? undefined : this.findHold(holdId),
      bookingId === undefined ? undefined : this.findBooking(bookingId),
    ]
  }

  /** @param since the state to compare with; without it, all seats that were ever changed are returned */
  seatsSince(
    eventId: string,
    since: readonly [revision: number, tag: string] | undefined,
  ): SeatsSinceRow | undefined {
    const event = this.#queries.findEvent.get(eventId)
    if (!event) return undefined
    const [eventNo, revision] = event
    const isComplete = !since || !this.#hasState(event, ...since)
    const seats = isComplete
      ? this.#queries.seatsEverChanged.get(eventNo)
      : this.#queries.seatsChangedSince.get(eventNo, since[0])
    return seats && [revision, this.#tagAt(event, revision), isComplete, ...seats]
  }

  /** Whether the event was in this state, and the history has all later changes. */
  #hasState(event: EventState, revision: number, tag: string): boolean {
    const [eventNo, latest] = event
    if (revision > latest || tag !== this.#tagAt(event, revision)) return false
    // Entries are deleted oldest first. The entry of the revision itself exists, since its tag is compared.
    return revision > 0 || latest === 0 || this.#queries.findChange.get(eventNo, 1) !== undefined
  }

  /** A digest of the change that led to the state. Another change has another id or time, and so another digest. */
  #tagAt([eventNo, , createdAt]: EventState, revision: number): string {
    const change = this.#queries.findChange.get(eventNo, revision)
    const text = JSON.stringify([createdAt, revision, change])
    return createHash('sha256').update(text).digest('base64url').slice(0, 16)
  }

  /** Whether this is the current state of the seats of an event. */
  isInState(eventId: string, revision: number, tag: string): boolean {
    const event = this.#queries.findEvent.get(eventId)
    return event?.[1] === revision && tag === this.#tagAt(event, revision)
  }

  expiredSeats(beforeMs: number, countMax: number): ExpiredSeatRow[] {
    return this.#queries.expiredSeats.all(beforeMs, countMax)
  }

  /** @param from the revision and the ordinal of the first entry to return */
  history(
    eventId: string,
    seatId: string | undefined,
    from: readonly [revision: number, ordinal: number],
    limit: number,
  ): HistoryRow[] {
    return seatId === undefined
      ? this.#queries.history.all(eventId, ...from, limit)
      : this.#queries.seatHistory.all(eventId, ...from, limit, seatId)
  }
}

const HOLD = `
  hold_id, event_id, code, version, seat_ids, token_digest, client_id, held_at, expires_at, expires_at_max, end_kind,
  booking_id`

const HISTORY =
  'revision, ordinal, seat_id, version, event_update, action, type, hold_id, booking_id, actor, request_id, at'

/** The columns of a SeatsSinceRow. The letter of a seat with contradictory columns is "?". */
const SEATS_SINCE = `
  json_group_array(seat_id),
  json_group_array(version),
  group_concat(
    case (hold_id is not null) || (held_until is not null) || (booking_id is not null) || blocked
      when '0000' then 'a' when '1100' then 'h' when '0010' then 'b' when '0001' then 'x' else '?'
    end, ''),
  json_group_array(held_until) filter (where hold_id is not null)`

type EventState = readonly [eventNo: number, revision: number, createdAt: number]
type SeatsOfEvent = readonly [
  ids: string,
  versions: string,
  letters: string | null,
  deadlines: string,
]

function prepare(database: Database) {
  return {
    findEvent: database.query<EventState>(`
      select event_no, coalesce(revision, 0), created_at
      from events left join revisions using (event_no)
      where event_id = ? and is_open`),

    findSeat: database.query<SeatRow>(`
      select seat_id, version, hold_id, held_until, booking_id, blocked
      from seats where event_no = ? and seat_id = ? and not removed`),

    findIdempotencyRecord: database.query<RequestRow>(`
      select key, fingerprint, result
      from events join requests using (event_no) where event_id = ? and key = ? and is_open`),

    findHold: database.query<HoldRow>(`
      select ${HOLD} from holds join events using (event_no) where hold_id = ? and is_open`),

    findHoldByToken: database.query<HoldRow>(`
      select ${HOLD} from holds join events using (event_no) where token_digest = ? and event_id = ? and is_open`),

    findHoldsByCode: database.query<HoldRow>(`
      select ${HOLD} from holds join events using (event_no) where code = ? and event_id = ? and is_open
      order by held_at desc, hold_id desc limit ?`),

    activeHolds: database.query<HoldRow>(`
      select ${HOLD} from events join holds using (event_no)
      where event_id = ?1 and is_open and (?2 is null or client_id = ?2) and hold_id > ?4
        and expires_at > ?3 and held_at <= ?3 and end_kind is null
      order by hold_id limit ?5`),

    bookedSeats: database.query<BookedSeatRow>(`
      select seat_id, seats.booking_id, reference
      from seats left join bookings using (booking_id)
      where seats.event_no = ? and seats.booking_id is not null`),

    seatsEverChanged: database.query<SeatsOfEvent>(`
      select ${SEATS_SINCE} from seats where event_no = ? and version > 0`),

    seatsChangedSince: database.query<SeatsOfEvent>(`
      select ${SEATS_SINCE}
      from (select distinct seat_id from history where event_no = ?1 and revision > ?2)
        join seats using (seat_id)
      where event_no = ?1`),

    findChange: database.query<HistoryRow>(`
      select ${HISTORY} from history where event_no = ? and revision = ? and ordinal = 0`),

    expiredSeats: database.query<ExpiredSeatRow>(`
      select event_id, seat_id, version, hold_id, held_until, booking_id, blocked
      from seats join events using (event_no)
      where held_until < ? and is_open order by held_until limit ?`),

    history: database.query<HistoryRow>(`
      select ${HISTORY} from events join history using (event_no)
      where event_id = ?1 and is_open and (revision, ordinal) >= (?2, ?3)
      order by revision, ordinal limit ?4`),

    /**
     * Ordered by version, which is the order of the revisions. The plus sign makes SQLite use the index by seat. With
     * the primary key, it would read the whole history of the event.
     */
    seatHistory: database.query<HistoryRow>(`
      select ${HISTORY} from events join history using (event_no)
      where event_id = ?1 and is_open and seat_id = ?5 and (+revision, ordinal) >= (?2, ?3)
      order by version limit ?4`),
  }
}
