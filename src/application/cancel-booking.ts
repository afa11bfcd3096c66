import { freeSeats } from '../domain/seat.ts'
import {
  type ChangeResult,
  ChangeSeats,
  type ChangeSeatsPorts,
  refused,
  type Requester,
} from './change-seats.ts'
import type { BookingRepositoryPort } from './ports/booking-repository.port.ts'
import type { ClockPort } from './ports/clock.port.ts'

export interface CancelBookingCommand extends Requester {
  readonly bookingId: string
}

export type CancelBookingResult = ChangeResult<null, { readonly reason: 'unknown-booking' }>

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
    const { bookingId, actor, requestId } = command
    const booking = await this.#ports.bookings.findBooking(bookingId)
    if (!booking) return refused({ reason: 'unknown-booking' })

    const { eventId, seatIds } = booking
    const asked = { cancel: bookingId }
    return this.#changeSeats.execute({ eventId, seatIds, requester: command, asked }, (seats) => {
      const now = this.#ports.clock.now()
      const freed = freeSeats(
        seats,
        (seat) => seat.status === 'booked' && seat.bookingId === bookingId,
      )
      if (freed.length === 0) return { outcome: 'unchanged', result: null }
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
}
