import { currentSeatIds, moveBooking, type SeatMove } from '../../domain/booking.ts'
import { freeSeats, isBookedAs, type SeatId, takeSeats } from '../../domain/seat.ts'
import { type ChangeResult, refused } from '../changes/change-result.ts'
import type { ChangeSeats } from '../changes/change-seats.ts'
import type { Requester } from '../changes/requester.ts'
import type { BookingRepositoryPort } from '../ports/booking-repository.port.ts'
import type { HallPort } from '../ports/hall.port.ts'

export interface MoveBookingCommand extends Requester {
  readonly bookingId: string
  /** Each seat at most once. */
  readonly moves: readonly SeatMove[]
  /** Whether a seat may be replaced by one of another category. */
  readonly allowsOtherCategory: boolean
}

/** `not-in-booking`: these seats do not belong to the booking. `other-category`: these new seats have another category. */
export type MoveBookingRefusal =
  | { readonly reason: 'unknown-booking' }
  | { readonly reason: 'not-in-booking' | 'other-category'; readonly seatIds: readonly SeatId[] }

/** Moves seats of a booking to other seats in one change, so that no other request can take a seat in between. */
export class MoveBooking {
  readonly #changeSeats: ChangeSeats
  readonly #ports: { readonly bookings: BookingRepositoryPort; readonly halls: HallPort }

  constructor(
    changeSeats: ChangeSeats,
    ports: { readonly bookings: BookingRepositoryPort; readonly halls: HallPort },
  ) {
    this.#changeSeats = changeSeats
    this.#ports = ports
  }

  execute(command: MoveBookingCommand): Promise<ChangeResult<null, MoveBookingRefusal>> {
    const { bookingId, moves, allowsOtherCategory } = command
    const left = moves.map(({ from }) => from)
    const wanted = moves.map(({ to }) => to)
    return this.#changeSeats.execute<null, MoveBookingRefusal>(async () => {
      const { bookings, halls } = this.#ports
      const booking = await bookings.findBooking(bookingId)
      if (!booking) return refused({ reason: 'unknown-booking' })
      const { eventId } = booking
      const hall = allowsOtherCategory ? undefined : await halls.findHall(eventId)
      const categoryOf = (seatId: SeatId) => hall?.labelOf(seatId)?.category
      return {
        eventId,
        seatIds: [...left, ...wanted],
        requester: command,
        content: { move: bookingId, moves, allowsOtherCategory },
        decide(seats, now) {
          const current = new Set(currentSeatIds(booking))
          const strangers = left.filter((seatId) => !current.has(seatId))
          if (strangers.length > 0) return refused({ reason: 'not-in-booking', seatIds: strangers })
          const others = moves.filter(({ from, to }) => categoryOf(from) !== categoryOf(to))
          if (others.length > 0) {
            return refused({ reason: 'other-category', seatIds: others.map(({ to }) => to) })
          }
          const freed = freeSeats(seats.slice(0, left.length), isBookedAs(bookingId))
          if (freed.length < left.length) return { outcome: 'overtaken' }
          const booked = { status: 'booked', bookingId } as const
          const taken = takeSeats(seats.slice(left.length), booked, { now })
          if (taken.outcome === 'refused') return taken
          return {
            outcome: 'change',
            change: {
              seats: [...freed, ...taken.seats],
              action: 'moved',
              booking: { from: booking, to: moveBooking(booking, moves) },
            },
            result: null,
          }
        },
        onRetry: async () => {
          const now = await bookings.findBooking(bookingId)
          const current = new Set(now && currentSeatIds(now))
          return now && wanted.every((seatId) => current.has(seatId))
            ? { outcome: 'unchanged', reliesOn: { booking: now }, result: null }
            : refused({ reason: 'result-gone' })
        },
      }
    })
  }
}
