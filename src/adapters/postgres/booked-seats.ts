import type { BookedSeats } from '../../application/ports/booked-seats.port.ts'
import type { EventId } from '../../domain/seat.ts'
import { RowReader } from './read-row.ts'
import { EVENT } from './seat-changes.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'

type BookedSeatRow = readonly [seatId: string, bookingId: string, reference: string | null]

/**
 * Reads the revision and the seats in one statement, and so from one snapshot.
 *
 * $1       the event
 * Returns  one row with the `revision` and the `seats`, an array of BookedSeatRow or null; nothing for an unknown event
 */
const BOOKED_SEATS: SqlStatement = {
  name: 'booked-seats',
  text: `
    select latest.revision, (
      select json_agg(json_build_array(seat_id, seats.booking_id, (
        select reference from bookings
        where bookings.event_id = $1 and bookings.booking_id = seats.booking_id
      )))
      from seats where seats.event_id = $1 and seats.booking_id is not null
    ) as seats
    from ${EVENT}`,
}

export async function bookedSeats(
  database: SqlDatabase,
  eventId: EventId,
): Promise<BookedSeats | undefined> {
  const [found] = await database.run(BOOKED_SEATS, [eventId])
  if (!found) return undefined
  const rows = (found['seats'] ?? []) as readonly BookedSeatRow[]
  return {
    revision: new RowReader(found).integer('revision'),
    seats: rows.map(([seatId, bookingId, reference]) => {
      return { seatId, bookingId, reference: reference ?? undefined }
    }),
  }
}
