import type { HoldfastError } from '../../../client/src/index.ts'
import type { SeatMapTexts } from '../../texts/index.ts'

export interface ProblemTextOptions {
  readonly texts: Pick<SeatMapTexts, 'problems' | 'noAnswer' | 'offline'>
  readonly isOnline: boolean
  /** The place of a seat, as the customer knows it. */
  readonly placeOf: (seatId: string) => string
}

/** Whether the problem is a failure that is over once the service answers again. */
export function isTransient({ status }: HoldfastError): boolean {
  return status === undefined || status >= 500
}

/** The text for a problem: what went wrong, and what the customer can do. */
export function problemText(
  problem: HoldfastError,
  { texts, isOnline, placeOf }: ProblemTextOptions,
): string {
  if (problem.status === undefined) return isOnline ? texts.noAnswer : texts.offline
  const { problems } = texts
  const details = {
    places: [...problem.conflicts.map(({ seatId }) => seatId), ...problem.seatIds].map(placeOf),
    retryAfterS: problem.retryAfterS,
  }
  const { code } = problem
  if (code !== undefined && code in problems) return problems[code](details)
  // The response is from a proxy.
  return problems[problem.status >= 500 ? 'store-unavailable' : 'internal-error'](details)
}
