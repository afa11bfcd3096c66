import type { Hall } from '../../domain/best-seats/hall.ts'
import { type Booking, currentSeatIds, moveBooking, type SeatMove } from '../../domain/booking.ts'
import { freeSeats, isBookedAs, type Seat, type SeatId, takeSeats } from '../../domain/seat.ts'
import type { ChangeDecision } from '../changes/change-decision.ts'
import { type ChangeResult, type Refused, refused } from '../changes/change-result.ts'
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

/**
 * Moves seats of a booking to other seats in one change, so that no other request can take a seat in between. Returns the
 * booking after the change.
 */
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

  execute(command: MoveBookingCommand): Promise<ChangeResult<Booking, MoveBookingRefusal>> {
    const { bookingId, moves, allowsOtherCategory } = command
    const { bookings, halls } = this.#ports
    const wanted = moves.map(({ to }) => to)
    return this.#changeSeats.execute<Booking, MoveBookingRefusal>(async () => {
      const booking = await bookings.findBooking(bookingId)
      if (!booking) return refused({ reason: 'unknown-booking' })
      const hall = allowsOtherCategory ? undefined : await halls.findHall(booking.eventId)
      const others = notInBooking(booking, moves)
      return {
        eventId: booking.eventId,
        // Seats that do not belong to the booking may belong to others, or no longer exist.
        seatIds: others.length > 0 ? [] : [...moves.map(({ from }) => from), ...wanted],
        requester: command,
        content: { move: bookingId, moves, allowsOtherCategory },
        decide(seats, now) {
          if (others.length > 0) return refused({ reason: 'not-in-booking', seatIds: others })
          return otherCategory(moves, hall) ?? decideMove(booking, moves, seats, now)
        },
        onRetry: async () => {
          const latest = await bookings.findBooking(bookingId)
          const seatIds = latest ? currentSeatIds(latest) : []
          return latest && wanted.every((seatId) => seatIds.includes(seatId))
            ? { outcome: 'unchanged', reliesOn: { booking: latest }, result: latest }
            : refused({ reason: 'result-gone' })
        },
      }
    })
  }
}

/** The seats to leave that do not belong to the booking. */
function notInBooking(booking: Booking, moves: readonly SeatMove[]): readonly SeatId[] {
  const current = new Set(currentSeatIds(booking))
  return moves.map(({ from }) => from).filter((seatId) => !current.has(seatId))
}

/** @param hall undefined if seats may have any category */
function otherCategory(
  moves: readonly SeatMove[],
  hall: Hall | undefined,
): Refused<MoveBookingRefusal> | undefined {
  const categoryOf = (seatId: SeatId) => hall?.labelOf(seatId)?.category
  const others = moves.filter(({ from, to }) => categoryOf(from) !== categoryOf(to))
  if (others.length === 0) return undefined
  return refused({ reason: 'other-category', seatIds: others.map(({ to }) => to) })
}

/** @param seats those to leave, and then those to take, both in the order of the moves */
function decideMove(
  booking: Booking,
  moves: readonly SeatMove[],
  seats: readonly Seat[],
  now: Date,
): ChangeDecision<Booking, never> {
  const { id: bookingId } = booking
  const freed = freeSeats(seats.slice(0, moves.length), isBookedAs(bookingId))
  if (freed.length < moves.length) return { outcome: 'overtaken' }
  const taken = takeSeats(seats.slice(moves.length), { status: 'booked', bookingId }, { now })
  if (taken.outcome === 'refused') return taken
  const moved = { from: booking, to: moveBooking(booking, moves) }
  return {
    outcome: 'change',
    change: { seats: [...freed, ...taken.seats], action: 'moved', booking: moved },
    result: moved.to,
    isResultRead: false,
  }
}
