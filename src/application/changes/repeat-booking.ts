import { type EventId, isBookedAs, type SeatId } from '../../domain/seat.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'
import type { RepeatDecision } from './change-decision.ts'
import { refused } from './change-result.ts'

export interface BookedSeats {
  readonly bookingId: string
}

/** Decides about a retry of a booking. It has the same result for as long as all of its seats belong to the booking. */
export async function repeatBooking(
  repository: Pick<SeatRepositoryPort, 'find'>,
  { eventId, seatIds }: { readonly eventId: EventId; readonly seatIds: readonly SeatId[] },
  result: BookedSeats,
): Promise<RepeatDecision<BookedSeats, never>> {
  const seats = await repository.find(eventId, seatIds)
  const isValid = seats.length === seatIds.length && seats.every(isBookedAs(result.bookingId))
  return isValid
    ? { outcome: 'unchanged', reliesOn: { seats }, result }
    : refused({ reason: 'result-gone' })
}
