import type { EventCatalogue } from '../../../application/event-catalogue.ts'
import type { EventId } from '../../../domain/seat.ts'
import type { Problem } from '../http-problem.ts'
import type { ProblemCode } from '../problems.ts'
import { problemOf } from './refusals.ts'

/** Seats that do not exist may be so because their event does not, which is then the better thing to say. */
export async function orUnknownEvent<Code extends ProblemCode>(
  problem: Problem<Code>,
  eventId: EventId,
  catalogue: Pick<EventCatalogue, 'find'>,
): Promise<Problem<Code | 'event-not-found'>> {
  if (problem.code !== 'seat-not-found' || (await catalogue.find(eventId))) return problem
  return problemOf({ reason: 'unknown-event' })
}
