import { type EventId, isBookedAs, type SeatId } from '../../domain/seat.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'
import type { RepeatDecision } from './change-decision.ts'
import { refused } from './change-result.ts'

/** Stored as the result of a booking; see `Change`. */
export interface BookedSeats {
  readonly bookingId: string
}

/** The content of a booking for its idempotency record. One form for both commands, so that either recognises a retry. */
export function bookingContent(seatIds: readonly SeatId[], reference: string | undefined): object {
  return { book: seatIds, reference }
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
