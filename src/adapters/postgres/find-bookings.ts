import type { BookingsQuery } from '../../application/ports/booking-repository.port.ts'
import type { Booking, BookingStatus } from '../../domain/booking.ts'
import { columnsInMilliseconds } from './milliseconds.ts'
import { isInOpenEvent } from './open-events.ts'
import * as rows from './rows.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'

const BOOKING_COLUMNS = `
  event_id, booking_id, code, version, seat_ids, cancelled_seat_ids, reference, client_id,
  ${columnsInMilliseconds('booked_at', 'cancelled_at')}`

/**
 * $1       the booking
 * Returns  a BookingRow, or nothing
 */
const FIND_BOOKING: SqlStatement = {
  name: 'find-booking',
  text: `select ${BOOKING_COLUMNS} from bookings where booking_id = $1 and ${isInOpenEvent('bookings')}`,
}

const STATUS: Readonly<Record<BookingStatus, string>> = {
  booked: `cancelled_at is null and cancelled_seat_ids = '{}'`,
  'partially-cancelled': `cancelled_at is null and cancelled_seat_ids <> '{}'`,
  cancelled: 'cancelled_at is not null',
}

export async function findBooking(
  database: SqlDatabase,
  bookingId: string,
): Promise<Booking | undefined> {
  const [found] = await database.run(FIND_BOOKING, [bookingId])
  return found && rows.toBooking(found)
}

export async function findBookings(
  database: SqlDatabase,
  query: BookingsQuery,
): Promise<readonly Booking[]> {
  const { eventId, code, reference, seatId, after, limit } = query
  const position = after && [after.bookedAt, after.id]
  const values = [eventId, code, reference, seatId, ...(position ?? []), limit]
  const given = values.filter((value) => value !== undefined)
  const found = await database.run(findBookingsStatement(query), given)
  return found.map(rows.toBooking)
}

/**
 * Each combination of conditions has a statement of its own, so that it uses the fitting index.
 *
 * $1 ...   those that are given of: the event, the code, the reference, the seat, and the time and the id of the last
 *          booking of the previous page; then the most bookings to return
 * Returns  a BookingRow for each booking, in order
 */
function findBookingsStatement(query: BookingsQuery): SqlStatement {
  const { eventId, code, reference, seatId, status, after } = query
  let parameters = 0
  const next = () => `$${++parameters}`
  const conditions = [
    eventId !== undefined && `event_id = ${next()}`,
    code !== undefined && `code = ${next()}`,
    reference !== undefined && `reference = ${next()}`,
    seatId !== undefined && hasOrHadSeat(next()),
    after !== undefined && `(bookings.booked_at, booking_id collate "C") > (${next()}, ${next()})`,
    status !== undefined && STATUS[status],
  ]
  const where = [isInOpenEvent('bookings'), ...conditions.filter(Boolean)].join(' and ')
  const names = conditions.map((condition) => (condition === false ? 0 : 1)).join('')
  return {
    name: `find-bookings-${names}-${status ?? ''}`,
    text: `
      select ${BOOKING_COLUMNS} from bookings
      where ${where}
      order by bookings.booked_at, booking_id collate "C"
      limit ${next()}`,
  }
}

/** The event is $1. The ids are read first, so that the bookings are found by their keys. */
function hasOrHadSeat(seat: string): string {
  return `booking_id = any (array(
    select history.booking_id from history where history.event_id = $1 and history.seat_id = ${seat}
    union all
    select seats.booking_id from seats where seats.event_id = $1 and seats.seat_id = ${seat}
  ))`
}
