import type { EventId, Seat, SeatId } from '../../domain/seat.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'
import type { RepeatDecision } from './change-decision.ts'
import { refused } from './change-result.ts'

/** Decides about a retry whose result is valid for as long as all of its seats meet a condition. */
export async function repeatWhile<Result>(
  meetsCondition: (seat: Seat) => boolean,
  repository: Pick<SeatRepositoryPort, 'find'>,
  { eventId, seatIds }: { readonly eventId: EventId; readonly seatIds: readonly SeatId[] },
  result: Result,
): Promise<RepeatDecision<Result, never>> {
  const seats = await repository.find(eventId, seatIds)
  return seats.length === seatIds.length && seats.every(meetsCondition)
    ? { outcome: 'unchanged', reliesOn: { seats }, result }
    : refused({ reason: 'result-gone' })
}
