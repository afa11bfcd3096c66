import { type Booking, cancelSeats, currentSeatIds } from '../../domain/booking.ts'
import { freeSeats, isBookedAs, type SeatId } from '../../domain/seat.ts'
import type { Unchanged } from '../changes/change-decision.ts'
import { type ChangeResult, refused } from '../changes/change-result.ts'
import type { ChangeSeats } from '../changes/change-seats.ts'
import type { Requester } from '../changes/requester.ts'
import type { BookingRepositoryPort } from '../ports/booking-repository.port.ts'

export interface CancelBookingCommand extends Requester {
  readonly bookingId: string
  /** The seats to cancel, distinct. Default: all seats of the booking. */
  readonly seatIds?: readonly SeatId[] | undefined
}

/** `not-in-booking`: these seats never belonged to the booking, or were moved. */
export type CancelBookingRefusal =
  | { readonly reason: 'unknown-booking' }
  | { readonly reason: 'not-in-booking'; readonly seatIds: readonly SeatId[] }

export type CancelBookingResult = ChangeResult<Booking, CancelBookingRefusal>

/**
 * Cancels a booking or some of its seats, and makes them available. Cancelling a seat twice is not an error. Returns the
 * booking after the change.
 */
export class CancelBooking {
  readonly #changeSeats: ChangeSeats
  readonly #bookings: Pick<BookingRepositoryPort, 'findBooking'>

  constructor(
    changeSeats: ChangeSeats,
    ports: { readonly bookings: Pick<BookingRepositoryPort, 'findBooking'> },
  ) {
    this.#changeSeats = changeSeats
    this.#bookings = ports.bookings
  }

  execute(command: CancelBookingCommand): Promise<CancelBookingResult> {
    const { bookingId, seatIds: named } = command
    return this.#changeSeats.execute<Booking, CancelBookingRefusal>(async () => {
      const booking = await this.#bookings.findBooking(bookingId)
      if (!booking) return refused({ reason: 'unknown-booking' })

      const remaining = remainingOf(booking, named)
      return {
        eventId: booking.eventId,
        // Without other seats and those that are cancelled already: they may belong to others, or no longer exist.
        seatIds: remaining,
        requester: command,
        content: { cancel: bookingId, seatIds: named },
        decide(seats, now) {
          const own = [...booking.seatIds, ...booking.cancelledSeatIds]
          const others = named?.filter((seatId) => !own.includes(seatId)) ?? []
          if (others.length > 0) return refused({ reason: 'not-in-booking', seatIds: others })
          if (remaining.length === 0) return asCancelled(booking)

          const freed = freeSeats(seats, isBookedAs(bookingId))
          if (freed.length < remaining.length) return { outcome: 'overtaken' }
          const cancelled = { from: booking, to: cancelSeats(booking, remaining, now) }
          return {
            outcome: 'change',
            change: { seats: freed, action: 'cancelled', booking: cancelled },
            result: cancelled.to,
            isResultRead: false,
          }
        },
        onRetry: async () => {
          const latest = await this.#bookings.findBooking(bookingId)
          const isCancelled = latest && remainingOf(latest, named).length === 0
          return isCancelled ? asCancelled(latest) : refused({ reason: 'result-gone' })
        },
      }
    })
  }
}

/** The seats that are still to be cancelled. */
function remainingOf(booking: Booking, named: readonly SeatId[] | undefined): readonly SeatId[] {
  const current = currentSeatIds(booking)
  return named ? current.filter((seatId) => named.includes(seatId)) : current
}

function asCancelled(booking: Booking): Unchanged<Booking> {
  return { outcome: 'unchanged', reliesOn: { booking }, result: booking }
}
