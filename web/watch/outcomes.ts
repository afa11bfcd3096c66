import type { Activity } from '../../client/src/index.ts'

/** What somebody got, from the middle of the picture up. */
export const TAKEN = ['booked', 'confirmed', 'held'] as const

/** Why somebody was told no, from the middle of the picture down. */
export const REFUSED = ['gone', 'locked', 'heldByOthers', 'unavailable', 'busy', 'other'] as const

export type Taken = (typeof TAKEN)[number]
export type Refused = (typeof REFUSED)[number]
export type Outcome = Taken | Refused

export const LABELS: Readonly<Record<Outcome, string>> = {
  booked: 'booked',
  confirmed: 'hold confirmed',
  held: 'held',
  gone: 'already booked',
  locked: 'locked by another',
  heldByOthers: 'held by another',
  unavailable: 'not all to be had',
  busy: 'turned away',
  other: 'for another reason',
}

/** Where the codes belong of which there are many under load. */
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

/** Which part of the picture counts a refusal; a code that is not known counts among the rest. */
export function outcomeOf(code: string): Refused {
  return Object.hasOwn(OUTCOME_OF, code) ? (OUTCOME_OF[code] ?? 'other') : 'other'
}

/** How many there were of each outcome. */
export function outcomesOf(activity: Activity): Record<Outcome, number> {
  const { booked, confirmed, held } = activity
  const counts = { booked, confirmed, held, ...noneRefused() }
  for (const [code, count] of Object.entries(activity.refused)) counts[outcomeOf(code)] += count
  return counts
}

function noneRefused(): Record<Refused, number> {
  return { gone: 0, locked: 0, heldByOthers: 0, unavailable: 0, busy: 0, other: 0 }
}
