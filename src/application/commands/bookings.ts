import type { Booking } from '../../domain/booking.ts'
import { type EventId, isBookedAs, type SeatId } from '../../domain/seat.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'
import { refused, type Repeatable, type Requester } from './requests.ts'

/** Seats that are to be booked. */
export interface BookingRequest extends Requester {
  readonly eventId: EventId
  /** Each named once. */
  readonly seatIds: readonly SeatId[]
  /** Unique, and chosen by the caller: ids come from outside, like time. */
  readonly bookingId: string
  readonly reference?: string | undefined
}

export interface BookedSeats {
  readonly bookingId: string
}

export function newBooking(
  { bookingId: id, eventId, seatIds, reference }: Omit<BookingRequest, keyof Requester>,
  bookedAt: Date,
): Booking {
  return { id, eventId, seatIds, bookedAt, reference }
}

/** Tells the request from another under the same key. */
export function askedOf({ seatIds, reference }: BookingRequest): object {
  return { book: seatIds, reference }
}

/** A request for a booking, which is repeated as long as the booking stands. */
export function repeatableBooking(
  seats: Pick<SeatRepositoryPort, 'find'>,
  request: BookingRequest,
): Repeatable<BookedSeats, never> {
  const { eventId, seatIds } = request
  return {
    eventId,
    requester: request,
    asked: askedOf(request),
    repeat: async (result) => {
      const found = await seats.find(eventId, seatIds)
      const isStanding =
        found.length === seatIds.length && found.every(isBookedAs(result.bookingId))
      return isStanding
        ? { outcome: 'unchanged', reliesOn: { seats: found }, result }
        : refused({ reason: 'result-gone' })
    },
  }
}
