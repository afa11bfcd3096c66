import type { SQLInputValue } from 'node:sqlite'

import type { BookingStatus } from '../../domain/booking.ts'
import type { Database, Query } from './database.ts'
import type { BookingRow } from './rows.ts'

/** The conditions of a query for bookings. All of the given ones apply. */
export interface BookingsFilter {
  readonly eventId?: string | undefined
  readonly code?: string | undefined
  readonly reference?: string | undefined
  /** Requires `eventId`. */
  readonly seatId?: string | undefined
  readonly status?: BookingStatus | undefined
  /** The time and the id of the last booking of the previous page. */
  readonly after?: readonly [bookedAtMs: number, bookingId: string] | undefined
}

const SELECT = `
  select booking_id, event_id, code, version, seat_ids, cancelled_seat_ids, booked_at, reference, client_id,
    cancelled_at
  from bookings join events using (event_no) where is_open`

const STATUS: Readonly<Record<BookingStatus, string>> = {
  booked: `cancelled_at is null and cancelled_seat_ids = '[]'`,
  'partially-cancelled': `cancelled_at is null and cancelled_seat_ids <> '[]'`,
  cancelled: 'cancelled_at is not null',
}

/** The parameters are the event and the seat, twice. */
const HAS_OR_HAD_SEAT = `booking_id in (
  select history.booking_id from history join events using (event_no) where event_id = ? and seat_id = ?
  union all
  select seats.booking_id from seats join events using (event_no) where event_id = ? and seat_id = ?
)`

/** Reads bookings. Each combination of conditions has a statement of its own, so that it uses the fitting index. */
export class BookingsQueries {
  readonly #database: Database
  readonly #find: Query<BookingRow>
  readonly #statements = new Map<string, Query<BookingRow>>()

  constructor(database: Database) {
    this.#database = database
    this.#find = database.query<BookingRow>(`${SELECT} and booking_id = ?`)
  }

  find(bookingId: string): BookingRow | undefined {
    return this.#find.get(bookingId)
  }

  all(filter: BookingsFilter, limit: number): BookingRow[] {
    const conditions = conditionsOf(filter)
    const where = conditions.map(([text]) => `and ${text}`).join(' ')
    const text = `${SELECT} ${where} order by booked_at, booking_id limit ?`
    const statement = this.#statements.get(text) ?? this.#database.query<BookingRow>(text)
    this.#statements.set(text, statement)
    return statement.all(...conditions.flatMap(([, ...values]) => values), limit)
  }
}

type Condition = readonly [text: string, ...values: SQLInputValue[]]

function conditionsOf(filter: BookingsFilter): Condition[] {
  const { eventId = null, code, reference, seatId, status, after } = filter
  const conditions: Condition[] = []
  if (eventId !== null) conditions.push(['event_id = ?', eventId])
  if (code !== undefined) conditions.push(['code = ?', code])
  if (reference !== undefined) conditions.push(['reference = ?', reference])
  if (seatId !== undefined) conditions.push([HAS_OR_HAD_SEAT, eventId, seatId, eventId, seatId])
  if (status !== undefined) conditions.push([STATUS[status]])
  if (after !== undefined) conditions.push(['(booked_at, booking_id) > (?, ?)', ...after])
  return conditions
}
