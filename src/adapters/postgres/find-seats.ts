import type { EventId, Seat, SeatId } from '../../domain/seat.ts'
import { type GivenRows, givenRows, parametersOf } from './given-rows.ts'
import { columnsInMilliseconds } from './milliseconds.ts'
import { openEvents } from './open-events.ts'
import { allReadable, readable, RowReader, type UnreadableRowError } from './read-row.ts'
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
      select event_id, seat_id, version, hold_id, booking_id, blocked, ${columnsInMilliseconds('held_until')}
      from seats
      where seats.event_id = wish.event_id and seats.seat_id = wish.seat_id offset 0
    ) as seat
    where wish.event_id = any (array(select event_id from open))`,
}

/** @returns for each of the wishes the seats that there are, in the order asked for; or why one cannot be read */
export async function findSeats(
  database: SqlDatabase,
  wishes: readonly SeatsToFind[],
): Promise<readonly (readonly Seat[] | UnreadableRowError)[]> {
  const seats = new Map<EventId, Map<SeatId, Seat | UnreadableRowError | undefined>>()
  for (const { eventId, seatIds } of wishes) {
    const ofEvent = seats.get(eventId) ?? new Map<SeatId, Seat | UnreadableRowError | undefined>()
    seats.set(eventId, ofEvent)
    for (const seatId of seatIds) ofEvent.set(seatId, undefined)
  }
  const wanted = [...seats].flatMap(([event_id, ofEvent]) =>
    [...ofEvent.keys()].map((seat_id) => ({ event_id, seat_id })),
  )
  for (const found of await database.run(FIND_SEATS, parametersOf(WISHES, wanted))) {
    const read = new RowReader(found)
    seats.get(read.text('event_id'))?.set(
      read.text('seat_id'),
      readable(() => rows.toSeat(found)),
    )
  }
  return wishes.map(({ eventId, seatIds }) => {
    const found = seatIds.flatMap((seatId) => seats.get(eventId)?.get(seatId) ?? [])
    return allReadable(found)
  })
}
