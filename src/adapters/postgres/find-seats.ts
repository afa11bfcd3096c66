import type { EventId, Seat, SeatId } from '../../domain/seat.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'
import * as rows from './rows.ts'

export interface SeatsToFind {
  readonly eventId: EventId
  readonly seatIds: readonly SeatId[]
}

/**
 * $1       the event
 * $2       the seats' ids, as an array
 * Returns  a SeatRow for each seat that exists, in any order, and none of an event that is not there as a whole
 */
const FIND_SEATS: SqlStatement = {
  name: 'find-seats',
  text: `
    select seat_id, version, hold_id, held_until, booking_id, blocked
    from seats
    where event_id = $1 and seat_id = any ($2)
      and exists (select from events where event_id = $1 and is_open)`,
}

/** @returns for each of the wishes, which are all of one event, the seats that there are, in the order asked for */
export async function findSeats(
  database: SqlDatabase,
  wishes: readonly SeatsToFind[],
): Promise<readonly (readonly Seat[])[]> {
  const wanted = new Set(wishes.flatMap(({ seatIds }) => seatIds))
  const found = await database.run(FIND_SEATS, [wishes[0]?.eventId, Array.from(wanted)])
  const seats = new Map(found.map(rows.toSeat).map((seat) => [seat.id, seat]))
  return wishes.map(({ seatIds }) => seatIds.flatMap((seatId) => seats.get(seatId) ?? []))
}

/** Begins a batch of wishes, which has those of one event. */
export function wishesOfOneEvent(): (wish: SeatsToFind) => boolean {
  let eventId: EventId | undefined
  return (wish) => (eventId ??= wish.eventId) === wish.eventId
}
