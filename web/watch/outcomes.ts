import type { Activity } from '../../client/src/index.ts'

/** The outcomes of granted requests, from the zero line up. */
export const GRANTED = ['booked', 'confirmed', 'held'] as const

/** The outcomes of refused requests, from the zero line down. */
export const REFUSED = ['gone', 'locked', 'heldByOthers', 'unavailable', 'busy', 'other'] as const

type Granted = (typeof GRANTED)[number]
type Refused = (typeof REFUSED)[number]
export type Outcome = Granted | Refused

/** The outcomes of the problem codes that are frequent under load. */
const OUTCOME_OF: Readonly<Record<string, Refused>> = {
  'seat-already-booked': 'gone',
  'seat-locked': 'locked',
  'seats-locked': 'locked',
  'seat-held': 'heldByOthers',
  'seats-not-available': 'unavailable',
  'not-enough-seats': 'unavailable',
  overloaded: 'busy',
  'rate-limited': 'busy',
  'too-many-concurrent-requests': 'busy',
  'store-unavailable': 'busy',
}

/** The outcome of a problem code; `other` if the code is unknown. */
export function outcomeOf(code: string): Refused {
  return Object.hasOwn(OUTCOME_OF, code) ? (OUTCOME_OF[code] ?? 'other') : 'other'
}

/** The number of requests by outcome. */
export function outcomesOf(activity: Activity): Record<Outcome, number> {
  const { booked, confirmed, held } = activity
  const counts = { booked, confirmed, held, ...noneRefused() }
  for (const [code, count] of Object.entries(activity.refused)) counts[outcomeOf(code)] += count
  return counts
}

function noneRefused(): Record<Refused, number> {
  return { gone: 0, locked: 0, heldByOthers: 0, unavailable: 0, busy: 0, other: 0 }
}
