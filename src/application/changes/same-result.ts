import { type EventId, isBookedAs, type Seat, type SeatId } from '../../domain/seat.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'
import type { RetryDecision } from './change-decision.ts'
import { refused } from './change-result.ts'
import type { BookedAs } from './seat-booking.ts'

interface SeatsOfResult {
  readonly eventId: EventId
  readonly seatIds: readonly SeatId[]
}

/** Decides about a retry whose result is valid for as long as all of its seats meet a condition. */
export async function sameResultWhile<Result>(
  meetsCondition: (seat: Seat) => boolean,
  repository: Pick<SeatRepositoryPort, 'find'>,
  { eventId, seatIds }: SeatsOfResult,
  result: Result,
): Promise<RetryDecision<Result, never>> {
  const seats = await repository.find(eventId, seatIds)
  return seats.length === seatIds.length && seats.every(meetsCondition)
    ? { outcome: 'unchanged', reliesOn: { seats }, result }
    : refused({ reason: 'result-gone' })
}

/** Decides about a retry of a booking. It has the same result for as long as all of its seats belong to the booking. */
export function sameBooking<Result extends BookedAs>(
  repository: Pick<SeatRepositoryPort, 'find'>,
  seats: SeatsOfResult,
  result: Result,
): Promise<RetryDecision<Result, never>> {
  return sameResultWhile(isBookedAs(result.bookingId), repository, seats, result)
}
