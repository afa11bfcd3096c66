import type { EventId, Seat, SeatId } from '../../domain/seat.ts'
import { ANY_EVENTS, type EventScope, ONE_EVENT } from './event-scope.ts'
import { type GivenRows, givenRows, parametersOf } from './given-rows.ts'
import { columnsInMilliseconds } from './milliseconds.ts'
import { OPEN_EVENTS_ONLY, openEvents } from './open-events.ts'
import { allReadable, readable, RowReader, type UnreadableRowError } from './read-row.ts'
import * as rows from './rows.ts'
import type { SqlDatabase, SqlStatement } from './sql.ts'

export interface SeatsToFind {
  readonly eventId: EventId
  readonly seatIds: readonly SeatId[]
}

const SEAT_KEYS = {
  name: 'seat_keys',
  columns: { event_id: 'text', seat_id: 'text' },
} as const satisfies GivenRows

const seatsWithin = (inScope: EventScope, first: number) => `
    with ${[...givenRows([SEAT_KEYS], { first }), openEvents(SEAT_KEYS.name, inScope)].join()}
    select seat.* from seat_keys, lateral (
      select event_id, seat_id, version, hold_id, booking_id, blocked, ${columnsInMilliseconds('held_until')}
      from seats
      where ${inScope('seats')}seats.event_id = seat_keys.event_id and seats.seat_id = seat_keys.seat_id
        and not removed
      offset 0
    ) as seat
    where seat_keys.${OPEN_EVENTS_ONLY}`

/**
 * $1 ...   SEAT_KEYS
 * Returns  a SeatRow with its event_id for each seat that exists in an open event, in any order
 */
const FIND_SEATS: SqlStatement = {
  name: 'find-seats',
  text: seatsWithin(ANY_EVENTS, 1),
}

/**
 * $1       the event
 * $2 ...   SEAT_KEYS
 * Returns  the same in a distributed database
 */
const FIND_SEATS_ON_NODE: SqlStatement = {
  name: 'find-seats-on-node',
  text: seatsWithin(ONE_EVENT, 2),
}

/**
 * @returns for each request the seats that exist, in the order of its ids, or the error of a row that cannot be read
 */
export async function findSeats(
  database: SqlDatabase,
  requests: readonly SeatsToFind[],
): Promise<readonly (readonly Seat[] | UnreadableRowError)[]> {
  const seats = new Map<EventId, Map<SeatId, Seat | UnreadableRowError | undefined>>()
  for (const { eventId, seatIds } of requests) {
    const ofEvent = seats.get(eventId) ?? new Map<SeatId, Seat | UnreadableRowError | undefined>()
    seats.set(eventId, ofEvent)
    for (const seatId of seatIds) ofEvent.set(seatId, undefined)
  }
  const wanted = [...seats].flatMap(([event_id, ofEvent]) =>
    [...ofEvent.keys()].map((seat_id) => ({ event_id, seat_id })),
  )
  const values = parametersOf(SEAT_KEYS, wanted)
  const found = database.isDistributed
    ? await database.run(FIND_SEATS_ON_NODE, [...seats.keys(), ...values])
    : await database.run(FIND_SEATS, values)
  for (const row of found) {
    const read = new RowReader(row)
    seats.get(read.text('event_id'))?.set(
      read.text('seat_id'),
      readable(() => rows.toSeat(row)),
    )
  }
  return requests.map(({ eventId, seatIds }) => {
    return allReadable(seatIds.flatMap((seatId) => seats.get(eventId)?.get(seatId) ?? []))
  })
}
