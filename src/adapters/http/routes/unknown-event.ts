import type { Availability } from '../../../application/queries/availability.ts'
import type { EventId } from '../../../domain/seat.ts'
import type { Problem } from '../endpoint/http-problem.ts'
import type { ProblemCode } from '../endpoint/problems.ts'
import { problemOf } from './refusals.ts'

/**
 * Seats that do not exist may be so because their event does not, which is then the better thing to say. The
 * availability knows of every event, and need not read its plan.
 */
export async function orUnknownEvent<Code extends ProblemCode>(
  problem: Problem<Code>,
  eventId: EventId,
  availability: Pick<Availability, 'view'>,
): Promise<Problem<Code | 'event-not-found'>> {
  if (problem.code !== 'seat-not-found' || (await availability.view(eventId))) return problem
  return problemOf({ reason: 'unknown-event' })
}
