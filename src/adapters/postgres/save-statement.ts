import { ANY_EVENTS, ONE_EVENT } from './event-scope.ts'
import { givenRows } from './given-rows.ts'
import { openEvents } from './open-events.ts'
import * as lock from './save-locks.ts'
import { BOOKING_ROWS, CHANGE_ROWS, HOLD_ROWS, REQUEST_ROWS, SEAT_ROWS } from './save-rows.ts'
import * as write from './save-writes.ts'
import type { SqlStatement } from './sql.ts'

/** What a batch of changes has in addition to seats. The statement has no steps for the rest. */
export interface SaveShape {
  readonly holds: boolean
  /** New bookings. */
  readonly bookings: boolean
  /** Changes of existing bookings. */
  readonly bookingChanges: boolean
  /** Idempotency keys. */
  readonly requests: boolean
  /** Whether the statement runs on one node of a distributed database, for one event, which is $1. */
  readonly onOneNode: boolean
}

/**
 * Saves a batch of changes in one statement, and so in one transaction. Each change is saved in full or not at all,
 * independently of the others. The changes may belong to several events. No two of them share a seat, a hold, a booking
 * or an idempotency key.
 *
 * 1. Lock. The rows that each change was decided on are locked: seats first, ordered by key, then holds, then bookings.
 *    A row that has changed since it was read is not locked, and its change is not saved. Under Read Committed, a
 *    statement that has waited for a lock checks its conditions again on the new version of the row (PostgreSQL manual,
 *    13.2.1). Nothing of an event that is not open is locked either.
 * 2. Accept. A change is accepted if all of its rows are locked and its idempotency key is not stored yet.
 * 3. Write the accepted changes. A new hold or booking whose id exists already makes the whole statement fail.
 * 4. Number. The revisions of the events are raised last, after all other writes and ordered by event. A transaction
 *    that holds the lock of a revision therefore waits for other revisions only, and the changes of an event commit in
 *    the order of their revisions. A change without seats, of a hold or a booking alone, raises no revision. If an
 *    event was deleted after the statement has begun, its revision violates a constraint, and the statement fails.
 *
 * Planning takes longer the more steps a statement has, so each shape has its own statement.
 *
 * $1 ...   SEAT_ROWS, CHANGE_ROWS, and those of HOLD_ROWS, BOOKING_ROWS and REQUEST_ROWS that the shape needs; in a
 *          distributed database the event, and then these
 * Returns  the `change_number` of each change that was saved
 */
export function saveStatement(shape: SaveShape): SqlStatement {
  const { holds, bookings, bookingChanges, requests, onOneNode } = shape
  const parts = ['save', onOneNode && 'on-node', holds && 'holds', bookings && 'bookings']
  const name = [...parts, bookingChanges && 'booking-changes', requests && 'requests']
    .filter(Boolean)
    .join('-')
  const known = STATEMENTS.get(name)
  if (known) return known
  const statement = { name, text: textFor(shape) }
  STATEMENTS.set(name, statement)
  return statement
}

const STATEMENTS = new Map<string, SqlStatement>()

function textFor({ holds, bookings, bookingChanges, requests, onOneNode }: SaveShape): string {
  const inScope = onOneNode ? ONE_EVENT : ANY_EVENTS
  const first = onOneNode ? 2 : 1
  const steps = [
    ...givenRows(
      [
        SEAT_ROWS,
        CHANGE_ROWS,
        ...(holds ? [HOLD_ROWS] : []),
        ...(bookingChanges ? [BOOKING_ROWS] : []),
        ...(requests ? [REQUEST_ROWS] : []),
      ],
      { first },
    ),

    openEvents(CHANGE_ROWS.name, inScope),
    lock.lockedSeats(inScope),
    holds || bookingChanges
      ? lock.seatsCompleteOrNone({ holds, bookingChanges })
      : lock.SEATS_COMPLETE,
    holds && lock.lockedHolds(inScope),
    bookingChanges && lock.lockedBookings(inScope),

    lock.unchanged({ holds, bookingChanges }),
    requests && write.INSERTED_REQUESTS,
    requests ? write.ACCEPTED_WITH_NEW_KEY : write.ACCEPTED,
    write.ACCEPTED_ROWS,

    write.UPDATED_SEATS,
    holds && write.INSERTED_HOLDS,
    holds && write.updatedHolds(inScope),
    bookings && write.INSERTED_BOOKINGS,
    bookingChanges && write.updatedBookings(inScope),

    write.writtenRows([
      'updated_seats',
      ...(holds ? ['inserted_holds', 'updated_holds'] : []),
      ...(bookings ? ['inserted_bookings'] : []),
      ...(bookingChanges ? ['updated_bookings'] : []),
    ]),
    write.NEW_REVISIONS,
    write.NUMBERED_CHANGES,
    write.HISTORY_ROWS,
  ]
  return `with ${steps.filter(Boolean).join(', ')} select change_number from accepted`
}
