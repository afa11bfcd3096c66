import { takeSeats } from '../../domain/seat.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'
import { type BookedSeats, type BookingRequest, newBooking, repeatableBooking } from './bookings.ts'
import type { ChangeSeats } from './change-seats.ts'
import { type ChangeResult, refused } from './requests.ts'

export type BookSeatsCommand = BookingRequest

export type BookSeatsResult = ChangeResult<BookedSeats, never>

/** Books available seats without a hold, all of them or none. */
export class BookSeats {
  readonly #changeSeats: ChangeSeats
  readonly #seats: Pick<SeatRepositoryPort, 'find'>

  constructor(
    changeSeats: ChangeSeats,
    ports: { readonly seats: Pick<SeatRepositoryPort, 'find'> },
  ) {
    this.#changeSeats = changeSeats
    this.#seats = ports.seats
  }

  execute(command: BookSeatsCommand): Promise<BookSeatsResult> {
    const { seatIds, bookingId } = command
    return this.#changeSeats.execute<BookedSeats, never>(() => ({
      ...repeatableBooking(this.#seats, command),
      seatIds,
      decide(seats, now) {
        const decision = takeSeats(seats, { status: 'booked', bookingId }, { now })
        if (decision.outcome === 'refused') {
          return refused({ reason: 'conflict', conflicts: decision.conflicts })
        }
        const booking = { to: newBooking(command, now) }
        return {
          outcome: 'change',
          change: { seats: decision.seats, action: 'booked', booking },
          result: { bookingId },
        }
      },
    }))
  }
}
