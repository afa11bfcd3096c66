import type { ChangeType, SavedAction, SeatAction } from './history.ts'
import type { HoldTransition } from './hold.ts'

/** The type of each action, unless the change of the hold says more. */
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

/** Returns the type of a change that changes no hold. */
export function typeOfAction(action: SeatAction): ChangeType {
  return TYPE_OF_ACTION[action]
}

/**
 * Returns the type of a change of seats that changes a hold. A hold that loses or gains seats and continues is changed.
 */
export function changeTypeOf(
  action: SavedAction,
  { from, to }: HoldTransition,
): ChangeType | undefined {
  if (action === 'reference-changed') return undefined
  const mayContinue = action === 'held' || action === 'extended' || action === 'released'
  if (!mayContinue || !from || to.end) return typeOfAction(action)
  return hasSameSeats(from.seatIds, to.seatIds) ? 'hold.extended' : 'hold.changed'
}

function hasSameSeats(some: readonly string[], others: readonly string[]): boolean {
  const ids = new Set(some)
  return some.length === others.length && others.every((id) => ids.has(id))
}
