import type { EventId, SeatId } from './seat.ts'

/** A sale of one or more seats of one event. */
export interface Booking {
  readonly id: string
  readonly eventId: EventId
  readonly seatIds: readonly SeatId[]
  readonly bookedAt: Date
  /** The client's own name for the booking, such as an order number. */
  readonly reference?: string | undefined
  /** When it was cancelled. A cancelled booking no longer has seats. */
  readonly cancelledAt?: Date | undefined
}

/**
 * A change of a booking: the state as it was read, undefined for a new booking, and the next state. Only a cancellation
 * changes a booking.
 */
export interface BookingTransition {
  readonly from?: Booking | undefined
  readonly to: Booking
}

/** Whether a stored booking is unchanged since it was read. Both are undefined for a new booking. */
export function isSameBooking(stored: Booking | undefined, read: Booking | undefined): boolean {
  if (!stored || !read) return stored === read
  return stored.id === read.id && stored.cancelledAt?.getTime() === read.cancelledAt?.getTime()
}
