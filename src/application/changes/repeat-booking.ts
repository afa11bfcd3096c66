import { type EventId, isBookedAs, type SeatId } from '../../domain/seat.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'
import type { RepeatDecision } from './change-decision.ts'
import { repeatWhile } from './repeat-while.ts'

/** Stored as the result of a booking; see `Change`. */
export interface BookedSeats {
  readonly bookingId: string
}

/** The content of a booking for its idempotency record. One form for both commands, so that either recognises a retry. */
export function bookingContent(seatIds: readonly SeatId[], reference: string | undefined): object {
  return { book: seatIds, reference }
}

/** Decides about a retry of a booking. It has the same result for as long as all of its seats belong to the booking. */
export function repeatBooking<Result extends BookedSeats>(
  repository: Pick<SeatRepositoryPort, 'find'>,
  seats: { readonly eventId: EventId; readonly seatIds: readonly SeatId[] },
  result: Result,
): Promise<RepeatDecision<Result, never>> {
  return repeatWhile(isBookedAs(result.bookingId), repository, seats, result)
}
