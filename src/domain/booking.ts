import type { EventId, SeatId } from './seat.ts'

/** The fact that seats of one event were sold together. */
export interface Booking {
  readonly id: string
  readonly eventId: EventId
  readonly seatIds: readonly SeatId[]
  readonly bookedAt: Date
  /** Whatever the buyer calls this booking: an order number, a name. */
  readonly reference?: string | undefined
  /** Once it is set the seats are no longer this booking's. */
  readonly cancelledAt?: Date | undefined
}
