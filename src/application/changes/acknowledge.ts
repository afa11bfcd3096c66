import type { EventId } from '../../domain/seat.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'
import type { Unchanged } from './change-decision.ts'
import type { Done, Overtaken } from './change-result.ts'

/** Returns a result that requires no change, once the state on which it relies is durable. */
export async function acknowledge<Result>(
  seats: Pick<SeatRepositoryPort, 'acknowledge'>,
  eventId: EventId,
  { reliesOn, result }: Unchanged<Result>,
): Promise<Done<Result> | Overtaken> {
  const outcome = await seats.acknowledge({ eventId, ...reliesOn })
  return outcome === 'acknowledged' ? { outcome: 'done', result } : { outcome: 'overtaken' }
}
