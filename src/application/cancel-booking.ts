import type { Booking } from '../domain/booking.ts'
import { freeSeats, isBookedAs } from '../domain/seat.ts'
import {
  type ChangeResult,
  ChangeSeats,
  type ChangeSeatsPorts,
  refused,
  type RepeatDecision,
  type Requester,
  type Unchanged,
  untilNotOvertaken,
} from './change-seats.ts'
import type { BookingRepositoryPort } from './ports/booking-repository.port.ts'
import type { ClockPort } from './ports/clock.port.ts'

export interface CancelBookingCommand extends Requester {
  readonly bookingId: string
}

interface UnknownBooking {
  readonly reason: 'unknown-booking'
}

export type CancelBookingResult = ChangeResult<null, UnknownBooking>

export interface CancelBookingPorts extends ChangeSeatsPorts {
  readonly bookings: BookingRepositoryPort
  readonly clock: ClockPort
}

/** Takes a booking back: its seats can be sold again. To cancel it twice is no mistake. */
export class CancelBooking {
  readonly #changeSeats: ChangeSeats
  readonly #ports: CancelBookingPorts

  constructor(ports: CancelBookingPorts, options: { readonly lockTtlMs: number }) {
    this.#changeSeats = new ChangeSeats(ports, options)
    this.#ports = ports
  }

  /** @throws {StoreUnavailableError} when the seat store cannot be reached */
  async execute(command: CancelBookingCommand): Promise<CancelBookingResult> {
    // Whoever was faster may have cancelled it.
    return untilNotOvertaken(async () => {
      const booking = await this.#ports.bookings.findBooking(command.bookingId)
      return booking ? this.#cancel(command, booking) : refused({ reason: 'unknown-booking' })
    })
  }

  #cancel(command: CancelBookingCommand, booking: Booking): Promise<CancelBookingResult> {
    const { bookingId, actor, requestId } = command
    const { eventId, seatIds } = booking
    const asked = { cancel: bookingId }
    const repeat = () => this.#repeat(bookingId)
    const target = { eventId, seatIds, requester: command, asked, repeat, once: true }
    return this.#changeSeats.execute<null, UnknownBooking>(target, (seats) => {
      if (booking.cancelledAt) return asCancelled(booking)

      const freed = freeSeats(seats, isBookedAs(bookingId))
      if (freed.length < seatIds.length) return refused({ reason: 'overtaken' })
      const now = this.#ports.clock.now()
      return {
        outcome: 'change',
        change: {
          seats: freed,
          action: 'cancelled',
          cause: { actor, requestId, at: now },
          booking: { from: booking, to: { ...booking, cancelledAt: now } },
        },
        result: null,
      }
    })
  }

  async #repeat(bookingId: string): Promise<RepeatDecision<null, UnknownBooking>> {
    const booking = await this.#ports.bookings.findBooking(bookingId)
    return booking?.cancelledAt ? asCancelled(booking) : refused({ reason: 'result-gone' })
  }
}

/** A cancelled booking stays cancelled. */
function asCancelled(booking: Booking): Unchanged<null> {
  return { outcome: 'unchanged', reliesOn: { booking }, result: null }
}
