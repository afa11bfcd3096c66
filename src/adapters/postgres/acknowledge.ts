import type { StateAsRead } from '../../application/ports/seat-repository.port.ts'
import {
  BOOKING_IS_AS_READ,
  BOOKING_WAS,
  HOLD_IS_AS_READ,
  HOLD_WAS,
  SEAT_IS_AS_READ,
  SEAT_WAS,
  wasBooking,
  wasHold,
  wasSeat,
} from './as-read.ts'
import { type GivenRows, givenRows, parametersOf } from './given-rows.ts'
import { IS_OPEN } from './open-events.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'

const SEATS = {
  name: 'read_seats',
  columns: { seat_id: 'text', was_version: 'int', ...SEAT_WAS },
  order: 'seat_id',
} as const satisfies GivenRows

const HOLDS = {
  name: 'read_holds',
  columns: { hold_id: 'text', ...HOLD_WAS },
} as const satisfies GivenRows

const BOOKINGS = {
  name: 'read_bookings',
  columns: { booking_id: 'text', ...BOOKING_WAS },
} as const satisfies GivenRows

/**
 * Locks the rows that are unchanged since they were read, in the same order as a save. A transaction that has locked a
 * row commits like one that has written it: it waits until the write-ahead log up to that point is on disk and, with
 * synchronous replication, on the standby. A transaction that only reads does not wait.
 *
 * Each step returns a column, because Citus cannot pass rows without one from step to step.
 *
 * $1       the event
 * $2 ...   SEATS, HOLDS and BOOKINGS
 * Returns  one row with the numbers of `seats`, `holds` and `bookings` that are unchanged
 */
const ACKNOWLEDGE: SqlStatement = {
  name: 'acknowledge',
  text: `
    with ${givenRows([SEATS, HOLDS, BOOKINGS], { first: 2 }).join()}, locked_seats as (
      select 1 from read_seats, lateral (
        select from seats
        where seats.event_id = $1 and seats.seat_id = read_seats.seat_id
          and seats.version = was_version and ${SEAT_IS_AS_READ} and ${IS_OPEN}
        for no key update
      ) as seat
    ), locked_holds as (
      select 1 from read_holds, lateral (
        select from holds
        where holds.event_id = $1 and holds.hold_id = read_holds.hold_id and ${HOLD_IS_AS_READ}
          and ${IS_OPEN}
        for no key update
      ) as hold
    ), locked_bookings as (
      select 1 from read_bookings, lateral (
        select from bookings
        where bookings.event_id = $1 and bookings.booking_id = read_bookings.booking_id
          and ${BOOKING_IS_AS_READ} and ${IS_OPEN}
        for no key update
      ) as booking
    )
    select
      (select count(*)::int from locked_seats) as seats,
      (select count(*)::int from locked_holds) as holds,
      (select count(*)::int from locked_bookings) as bookings`,
}

export async function acknowledge(
  database: SqlDatabase,
  { eventId, seats = [], hold, booking }: StateAsRead,
): Promise<'acknowledged' | 'conflict'> {
  const holds = hold ? [{ ...wasHold(hold), hold_id: hold.id }] : []
  const bookings = booking ? [{ ...wasBooking(booking), booking_id: booking.id }] : []
  const [locked] = await database.run(ACKNOWLEDGE, [
    eventId,
    ...parametersOf(
      SEATS,
      seats.map((seat) => ({
        ...wasSeat(seat),
        seat_id: seat.id,
        was_version: seat.version,
      })),
    ),
    ...parametersOf(HOLDS, holds),
    ...parametersOf(BOOKINGS, bookings),
  ])
  const isUnchanged =
    locked?.['seats'] === seats.length &&
    locked['holds'] === holds.length &&
    locked['bookings'] === bookings.length
  return isUnchanged ? 'acknowledged' : 'conflict'
}
