import type { Booking } from '../../domain/booking.ts'
import { freeSeats, isBookedAs } from '../../domain/seat.ts'
import type { Unchanged } from '../changes/change-decision.ts'
import { type ChangeResult, refused } from '../changes/change-result.ts'
import type { ChangeSeats } from '../changes/change-seats.ts'
import type { Requester } from '../changes/requester.ts'
import type { BookingRepositoryPort } from '../ports/booking-repository.port.ts'

export interface CancelBookingCommand extends Requester {
  readonly bookingId: string
}

interface UnknownBooking {
  readonly reason: 'unknown-booking'
}

export type CancelBookingResult = ChangeResult<null, UnknownBooking>

/** Cancels a booking and makes its seats available. Cancelling a booking twice is not an error. */
export class CancelBooking {
  readonly #changeSeats: ChangeSeats
  readonly #bookings: BookingRepositoryPort

  constructor(changeSeats: ChangeSeats, ports: { readonly bookings: BookingRepositoryPort }) {
    this.#changeSeats = changeSeats
    this.#bookings = ports.bookings
  }

  execute(command: CancelBookingCommand): Promise<CancelBookingResult> {
    const { bookingId } = command
    return this.#changeSeats.execute<null, UnknownBooking>(async () => {
      const booking = await this.#bookings.findBooking(bookingId)
      if (!booking) return refused({ reason: 'unknown-booking' })

      const { eventId, seatIds } = booking
      return {
        eventId,
        seatIds,
        requester: command,
        content: { cancel: bookingId },
        decide(seats, now) {
          if (booking.cancelledAt) return asCancelled(booking)

          const freed = freeSeats(seats, isBookedAs(bookingId))
          if (freed.length < seatIds.length) return { outcome: 'overtaken' }
          const cancelled = { from: booking, to: { ...booking, cancelledAt: now } }
          return {
            outcome: 'change',
            change: { seats: freed, action: 'cancelled', booking: cancelled },
            result: null,
          }
        },
        repeat: async () => {
          const now = await this.#bookings.findBooking(bookingId)
          return now?.cancelledAt ? asCancelled(now) : refused({ reason: 'result-gone' })
        },
      }
    })
  }
}

function asCancelled(booking: Booking): Unchanged<null> {
  return { outcome: 'unchanged', reliesOn: { booking }, result: null }
}
