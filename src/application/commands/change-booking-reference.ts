import { type Booking, changeReference, currentSeatIds } from '../../domain/booking.ts'
import type { Unchanged } from '../changes/change-decision.ts'
import { type ChangeResult, refused } from '../changes/change-result.ts'
import type { ChangeSeats } from '../changes/change-seats.ts'
import type { Requester } from '../changes/requester.ts'
import type { BookingRepositoryPort } from '../ports/booking-repository.port.ts'

export interface ChangeBookingReferenceCommand extends Requester {
  readonly bookingId: string
  /** Undefined to remove the reference. */
  readonly reference: string | undefined
}

export type ChangeBookingReferenceResult = ChangeResult<
  Booking,
  { readonly reason: 'unknown-booking' }
>

/**
 * Changes the reference of a booking, and returns the booking after the change. Its seats stay unchanged, so the history
 * has no entry for it.
 */
export class ChangeBookingReference {
  readonly #changeSeats: ChangeSeats
  readonly #bookings: Pick<BookingRepositoryPort, 'findBooking'>

  constructor(
    changeSeats: ChangeSeats,
    ports: { readonly bookings: Pick<BookingRepositoryPort, 'findBooking'> },
  ) {
    this.#changeSeats = changeSeats
    this.#bookings = ports.bookings
  }

  execute(command: ChangeBookingReferenceCommand): Promise<ChangeBookingReferenceResult> {
    const { bookingId, reference } = command
    return this.#changeSeats.execute<Booking, { readonly reason: 'unknown-booking' }>(async () => {
      const booking = await this.#bookings.findBooking(bookingId)
      if (!booking) return refused({ reason: 'unknown-booking' })

      return {
        eventId: booking.eventId,
        // Locked so that no other change of the booking overtakes this one.
        seatIds: currentSeatIds(booking),
        requester: command,
        // JSON has no undefined.
        content: { rename: bookingId, reference: reference ?? null },
        decide() {
          if (booking.reference === reference) return asChanged(booking)
          const changed = { from: booking, to: changeReference(booking, reference) }
          return {
            outcome: 'change',
            change: { seats: [], action: 'reference-changed', booking: changed },
            result: changed.to,
            isResultRead: false,
          }
        },
        onRetry: async () => {
          const latest = await this.#bookings.findBooking(bookingId)
          return latest && latest.reference === reference
            ? asChanged(latest)
            : refused({ reason: 'result-gone' })
        },
      }
    })
  }
}

function asChanged(booking: Booking): Unchanged<Booking> {
  return { outcome: 'unchanged', reliesOn: { booking }, result: booking }
}
