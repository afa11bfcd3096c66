import type { SeatChange } from '../../application/ports/seat-repository.port.ts'
import { weightLimit } from '../../batching/weight-limit.ts'
import { parametersOf } from './given-rows.ts'
import {
  CANCELLATIONS,
  CAUSES,
  HOLDS,
  REQUESTS,
  type SaveShape,
  saveStatement,
  SEATS,
} from './save-statement.ts'
import type { SqlDatabase } from './sql.ts'
import { isDuplicateOf, isRolledBack } from './store-errors.ts'
import * as rows from './rows.ts'

/** How many seats one statement reads or saves at most. A request with more has a statement of its own. */
export const SEATS_PER_BATCH = 256

type Saved = 'saved' | 'conflict'

/** @returns for each change whether it was saved, in their order */
export async function saveChanges(
  database: SqlDatabase,
  changes: readonly SeatChange[],
): Promise<readonly Saved[]> {
  try {
    const shape = shapeOf(changes)
    const saved = await database.run(saveStatement(shape), valuesOf(changes, shape))
    const numbers = new Set(saved.map(({ n }) => n))
    return changes.map((_, n) => (numbers.has(n) ? 'saved' : 'conflict'))
  } catch (error) {
    if (isRolledBack(error)) return changes.map(() => 'conflict')
    const exists = isDuplicateOf(error, 'holds_pkey') || isDuplicateOf(error, 'bookings_pkey')
    if (!exists) throw error
    // One of them creates a hold or a booking that exists already, so each is tried alone.
    if (changes.length === 1) return ['conflict']
    const alone = changes.map((change) => saveChanges(database, [change]))
    return (await Promise.all(alone)).flat()
  }
}

function shapeOf(changes: readonly SeatChange[]): SaveShape {
  return {
    holds: changes.some(({ hold }) => hold),
    bookings: changes.some(({ booking }) => booking && !booking.from),
    cancellations: changes.some(({ booking }) => booking?.from),
    requests: changes.some(({ request }) => request),
  }
}

function valuesOf(changes: readonly SeatChange[], shape: SaveShape): string[] {
  const seats = changes.flatMap((change, n) =>
    change.seats.map(({ from, to }, ordinal) => ({
      n,
      event_id: change.eventId,
      ...rows.fromSeat(to),
      ...rows.wasSeat(from),
      ordinal,
    })),
  )
  const causes = changes.map(({ eventId, action, cause, hold, booking, seats: { length } }, n) => ({
    n,
    event_id: eventId,
    ...rows.fromCause(action, cause),
    ...(booking && !booking.from && rows.fromBooking(booking.to)),
    hold_id: hold?.to.id,
    booking_id: booking?.to.id,
    seats: length,
  }))
  const holds = changes.flatMap(({ hold }, n) =>
    hold ? { n, ...rows.fromHold(hold.to), ...(hold.from && rows.wasHold(hold.from)) } : [],
  )
  const cancellations = changes.flatMap(({ booking }, n) =>
    booking?.from
      ? { n, ...rows.fromBooking(booking.to), was_cancelled_at: booking.from.cancelledAt }
      : [],
  )
  const requests = changes.flatMap(({ eventId, request }, n) =>
    request ? { n, event_id: eventId, ...request } : [],
  )
  return [
    ...parametersOf(SEATS, seats),
    ...parametersOf(CAUSES, causes),
    ...(shape.holds ? parametersOf(HOLDS, holds) : []),
    ...(shape.cancellations ? parametersOf(CANCELLATIONS, cancellations) : []),
    ...(shape.requests ? parametersOf(REQUESTS, requests) : []),
  ]
}

const limitSeats = weightLimit<SeatChange>(SEATS_PER_BATCH, ({ seats }) => seats.length)

/**
 * Begins a batch of changes. A second change of anything in it would have to see what became of the first, so it goes
 * with a later one, which does. A large change goes alone, so that the changes of other events do not wait for it.
 */
export function changesApart(): (change: SeatChange) => boolean {
  const names = new Set<string>()
  const fits = limitSeats()
  return (change) => {
    const itsNames = namesIn(change)
    if (itsNames.some((name) => names.has(name)) || !fits(change)) return false
    for (const name of itsNames) names.add(name)
    return true
  }
}

function namesIn({ eventId, seats, hold, booking, request }: SeatChange): string[] {
  const names = seats.map(({ to }) => `seat ${eventId} ${to.id}`)
  if (hold) names.push(`hold ${hold.to.id}`)
  if (booking) names.push(`booking ${booking.to.id}`)
  if (request) names.push(`request ${eventId} ${request.key}`)
  return names
}
