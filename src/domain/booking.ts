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

/** A change of a booking: how it was read, unless it is new, and how it is to be. Nothing but its cancellation changes. */
export interface BookingTransition {
  readonly from?: Booking | undefined
  readonly to: Booking
}

/** Whether a stored booking is still as it was read. Of a new booking there is neither. */
export function isSameBooking(stored: Booking | undefined, read: Booking | undefined): boolean {
  if (!stored || !read) return stored === read
  return stored.id === read.id && stored.cancelledAt?.getTime() === read.cancelledAt?.getTime()
}
