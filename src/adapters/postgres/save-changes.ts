import type { SeatChange } from '../../application/ports/seat-repository.port.ts'
import { StoreUnavailableError } from '../../application/ports/store-unavailable-error.ts'
import { weightLimit } from '../../batching/batcher.ts'
import { wasBooking, wasHold, wasSeat } from './as-read.ts'
import { parametersOf } from './given-rows.ts'
import * as rows from './rows.ts'
import { BOOKING_ROWS, CHANGE_ROWS, HOLD_ROWS, REQUEST_ROWS, SEAT_ROWS } from './save-rows.ts'
import { type SaveShape, saveStatement } from './save-statement.ts'
import type { SqlDatabase } from './sql.ts'
import { isRolledBack, isViolationOf } from './store-errors.ts'

/** The most seats that one statement reads or saves. A request with more seats has its own statement. */
export const SEATS_PER_BATCH = 256

/** The constraints that a new hold or booking can violate, and that of an event that was deleted meanwhile. */
const CONSTRAINTS = [
  'holds_pkey',
  'bookings_pkey',
  'bookings_by_code',
  'deleted_events_do_not_change',
]

type Saved = 'saved' | 'conflict'

/** @returns for each change whether it was saved, or the error that affected it, in the order of the changes */
export async function saveChanges(
  database: SqlDatabase,
  changes: readonly SeatChange[],
): Promise<readonly (Saved | Error)[]> {
  try {
    return await saveTogether(database, changes)
  } catch (error) {
    if (isRolledBack(error)) return changes.map(() => 'conflict')
    if (error instanceof StoreUnavailableError) return changes.map(() => error)
    if (changes.length === 1) return [isConflict(error) ? 'conflict' : (error as Error)]
    // One of the changes cannot be saved. It is searched in halves, which takes fewer statements than one for each.
    const middle = Math.floor(changes.length / 2)
    const halves = [changes.slice(0, middle), changes.slice(middle)]
    return (await Promise.all(halves.map((half) => saveChanges(database, half)))).flat()
  }
}

async function saveTogether(
  database: SqlDatabase,
  changes: readonly SeatChange[],
): Promise<readonly Saved[]> {
  const shape = { ...shapeOf(changes), onOneNode: database.isDistributed }
  const saved = await database.run(saveStatement(shape), valuesOf(changes, shape))
  const savedNumbers = new Set(saved.map((row) => row['change_number']))
  return changes.map((_, number) => (savedNumbers.has(number) ? 'saved' : 'conflict'))
}

function isConflict(error: unknown): boolean {
  return CONSTRAINTS.some((constraint) => isViolationOf(error, constraint))
}

function shapeOf(changes: readonly SeatChange[]): Omit<SaveShape, 'onOneNode'> {
  return {
    holds: changes.some(({ hold }) => hold),
    bookings: changes.some(({ booking }) => booking && !booking.from),
    bookingChanges: changes.some(({ booking }) => booking?.from),
    requests: changes.some(({ idempotencyRecord }) => idempotencyRecord),
  }
}

function valuesOf(changes: readonly SeatChange[], shape: SaveShape): string[] {
  const seats = changes.flatMap((change, change_number) =>
    change.seats.map(({ from, to }, ordinal) => ({
      change_number,
      event_id: change.eventId,
      ...rows.fromSeat(to),
      ...wasSeat(from),
      ordinal,
    })),
  )
  const holds = changes.flatMap(({ hold }, change_number) =>
    hold ? { change_number, ...rows.fromHold(hold.to), ...(hold.from && wasHold(hold.from)) } : [],
  )
  const bookingChanges = changes.flatMap(({ booking }, change_number) =>
    booking?.from
      ? { change_number, ...rows.fromBooking(booking.to), ...wasBooking(booking.from) }
      : [],
  )
  const requests = changes.flatMap(({ eventId, idempotencyRecord }, change_number) =>
    idempotencyRecord ? { change_number, event_id: eventId, ...idempotencyRecord } : [],
  )
  return [
    ...(shape.onOneNode ? changes.slice(0, 1).map(({ eventId }) => eventId) : []),
    ...parametersOf(SEAT_ROWS, seats),
    ...parametersOf(CHANGE_ROWS, changes.map(changeRow)),
    ...(shape.holds ? parametersOf(HOLD_ROWS, holds) : []),
    ...(shape.bookingChanges ? parametersOf(BOOKING_ROWS, bookingChanges) : []),
    ...(shape.requests ? parametersOf(REQUEST_ROWS, requests) : []),
  ]
}

function changeRow(
  { eventId, action, type, cause, hold, booking, seats }: SeatChange,
  change_number: number,
) {
  return {
    change_number,
    event_id: eventId,
    ...rows.fromCause(action, cause),
    type,
    ...(booking && !booking.from && rows.fromBooking(booking.to)),
    hold_id: hold?.to.id,
    booking_id: booking?.to.id,
    seat_count: seats.length,
  }
}

const limitSeats = weightLimit<SeatChange>(SEATS_PER_BATCH, ({ seats }) => seats.length)

/**
 * Begins a batch of changes. The returned function says whether a change can join it. Two changes of the same seat,
 * hold, booking or idempotency key go into different batches, because the second must see the result of the first. A
 * large change has its own batch, so that changes of other events do not wait for it.
 */
export function changesApart(): (change: SeatChange) => boolean {
  const keysInBatch = new Set<string>()
  const fits = limitSeats()
  return (change) => {
    const keys = keysOf(change)
    if (keys.some((key) => keysInBatch.has(key)) || !fits(change)) return false
    for (const key of keys) keysInBatch.add(key)
    return true
  }
}

function keysOf({ eventId, seats, hold, booking, idempotencyRecord }: SeatChange): string[] {
  const keys = seats.map(({ to }) => `seat ${eventId} ${to.id}`)
  if (hold) keys.push(`hold ${hold.to.id}`)
  if (booking) keys.push(`booking ${booking.to.id}`)
  if (idempotencyRecord) keys.push(`request ${eventId} ${idempotencyRecord.key}`)
  return keys
}
