import type { ChangeType, SeatAction } from './history.ts'
import type { HoldTransition } from './hold.ts'

/** The type of a change with this action, unless another type was recorded with it. */
const TYPE_OF_ACTION: Readonly<Record<SeatAction, ChangeType>> = {
  held: 'hold.placed',
  extended: 'hold.extended',
  released: 'hold.released',
  expired: 'hold.expired',
  confirmed: 'booking.created',
  booked: 'booking.created',
  moved: 'booking.moved',
  cancelled: 'booking.cancelled',
  blocked: 'seats.blocked',
  unblocked: 'seats.unblocked',
}

/** Returns the type that follows from an action alone. */
export function typeOfAction(action: SeatAction): ChangeType {
  return TYPE_OF_ACTION[action]
}

/**
 * Returns the type to record with a change of a hold. A hold that gains or loses seats and continues is changed.
 * @returns undefined if the type follows from the action alone
 */
export function recordedTypeOf({ from, to }: HoldTransition): ChangeType | undefined {
  return from && !to.end && !hasSameSeats(from.seatIds, to.seatIds) ? 'hold.changed' : undefined
}

function hasSameSeats(some: readonly string[], others: readonly string[]): boolean {
  const ids = new Set(some)
  return some.length === others.length && others.every((id) => ids.has(id))
}
