import type { EventSummary } from '../../domain/event.ts'
import type { SaleState } from '../../domain/sale.ts'
import type { EventId, SeatId, SeatStatus } from '../../domain/seat.ts'
import type { AreaCount } from './taken-places.ts'

export interface FollowedSeat {
  readonly seatId: SeatId
  readonly version: number
  readonly status: SeatStatus
}

/** An event and the state of its public sale, by the clock of the service. */
export interface FollowedEventState {
  readonly event: EventSummary
  readonly sale: SaleState
}

/**
 * What a reader receives. A snapshot has all seats that are not available, and replaces everything received before.
 * Changes have some seats as they are now; an expired hold makes its seats available with an unchanged version. All
 * readers receive the same object.
 */
export type SeatsMessage = StateMessage &
  ({ readonly kind: 'snapshot'; readonly eventId: EventId } | { readonly kind: 'changes' })

interface StateMessage {
  readonly revision: number
  readonly eventVersion?: number | undefined
  /** In each snapshot, and in the changes that report that the event or the state of its sale has changed. */
  readonly state?: FollowedEventState | undefined
  /** Without the places of standing areas. */
  readonly seats: readonly FollowedSeat[]
  /** In a snapshot all standing areas, in changes those with another count. Undefined if there are none. */
  readonly areas?: readonly AreaCount[] | undefined
}

/** Follows an event. Neither method may throw. */
export interface SeatsReader {
  next(message: SeatsMessage): void
  /** The event no longer exists. */
  end(): void
}
