import type { EventId, Seat, SeatId } from '../../domain/seat.ts'
import { type GivenRows, givenRows, parametersOf } from './given-rows.ts'
import { openEvents } from './open-events.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'
import * as rows from './rows.ts'

export interface SeatsToFind {
  readonly eventId: EventId
  readonly seatIds: readonly SeatId[]
}

const WISHES = {
  name: 'wish',
  columns: { event_id: 'text', seat_id: 'text' },
} as const satisfies GivenRows

/**
 * $1 ...   WISHES
 * Returns  a SeatRow with its event_id for each seat that exists, in any order, and none of an event that is not there
 *          as a whole
 */
const FIND_SEATS: SqlStatement = {
  name: 'find-seats',
  text: `
    with ${[...givenRows([WISHES]), openEvents(WISHES.name)].join()}
    select seat.* from wish, lateral (
      select event_id, seat_id, version, hold_id, held_until, booking_id, blocked from seats
      where seats.event_id = wish.event_id and seats.seat_id = wish.seat_id offset 0
    ) as seat
    where wish.event_id = any (array(select event_id from open))`,
}

/** @returns for each of the wishes the seats that there are, in the order asked for */
export async function findSeats(
  database: SqlDatabase,
  wishes: readonly SeatsToFind[],
): Promise<readonly (readonly Seat[])[]> {
  const seats = new Map<EventId, Map<SeatId, Seat | undefined>>()
  for (const { eventId, seatIds } of wishes) {
    const ofEvent = seats.get(eventId) ?? new Map<SeatId, Seat | undefined>()
    seats.set(eventId, ofEvent)
    for (const seatId of seatIds) ofEvent.set(seatId, undefined)
  }
  const wanted = [...seats].flatMap(([event_id, ofEvent]) =>
    [...ofEvent.keys()].map((seat_id) => ({ event_id, seat_id })),
  )
  for (const found of await database.run(FIND_SEATS, parametersOf(WISHES, wanted))) {
    const seat = rows.toSeat(found)
    seats.get(String(found['event_id']))?.set(seat.id, seat)
  }
  return wishes.map(({ eventId, seatIds }) =>
    seatIds.flatMap((seatId) => seats.get(eventId)?.get(seatId) ?? []),
  )
}
