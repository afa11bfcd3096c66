import type { HoldfastError } from '../../../client/src/index.ts'
import { PROBLEMS, SEAT_MAP } from '../../texts.ts'

/** The text for a problem: what went wrong, and what the customer can do. */
export function problemText(
  problem: HoldfastError,
  { isOnline, placeOf }: { isOnline: boolean; placeOf: (seatId: string) => string },
): string {
  if (problem.status === undefined) return isOnline ? SEAT_MAP.noAnswer : SEAT_MAP.offline
  const details = {
    places: problem.conflicts.map(({ seatId }) => placeOf(seatId)),
    retryAfterS: problem.retryAfterS,
  }
  const { code } = problem
  if (code !== undefined && code in PROBLEMS) return PROBLEMS[code](details)
  // The response is from a proxy.
  return PROBLEMS[problem.status >= 500 ? 'store-unavailable' : 'internal-error'](details)
}
