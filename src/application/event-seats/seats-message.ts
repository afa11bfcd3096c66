import type { EventId, SeatId, SeatStatus } from '../../domain/seat.ts'

export interface FollowedSeat {
  readonly seatId: SeatId
  readonly version: number
  readonly status: SeatStatus
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
  /** The version of the event: if it has changed, its name, its times or its status have. */
  readonly eventVersion?: number | undefined
  readonly seats: readonly FollowedSeat[]
}

/** Follows an event. Neither method may throw. */
export interface SeatsReader {
  next(message: SeatsMessage): void
  /** The event no longer exists. */
  end(): void
}
