import type { Moment } from './figures.ts'
import { count, duration, rate } from './format.ts'
import { LABELS, type Outcome, REFUSED, TAKEN } from './outcomes.ts'
import type { ColorName } from './colors.ts'
import { perSecond, type Totals } from './totals.ts'

/** A row of the table, which is the legend of the picture as well. */
export interface CountRow {
  /** The one that the picture has for it. */
  readonly color?: ColorName
  readonly label: string
  readonly countOf: (totals: Totals) => number
  /** What else is to be said of the last minute. */
  readonly noteOf?: (totals: Totals) => string
}

export const YES_ROWS: readonly CountRow[] = TAKEN.map(rowOf)
export const NO_ROWS: readonly CountRow[] = REFUSED.map(rowOf)

export const GUARD_ROWS: readonly CountRow[] = [
  {
    color: 'waits',
    label: 'waited for a lock',
    countOf: ({ lockWaits }) => lockWaits,
    noteOf: ({ lockWaitMs }) => (lockWaitMs === undefined ? '' : duration(lockWaitMs)),
  },
  { label: 'locks not reached', countOf: ({ lockUnavailable }) => lockUnavailable },
  { color: 'stale', label: 'stale writes stopped', countOf: ({ staleWrites }) => staleWrites },
  { label: 'holds let go', countOf: ({ released }) => released },
]

/** What a row says: how many a second at the moment, how many in the minute. */
export function cellsOf(
  { countOf, noteOf }: CountRow,
  { totals, minute }: Pick<Moment, 'totals' | 'minute'>,
): Record<'moment' | 'minute' | 'note', string> {
  return {
    moment: rate(perSecond(countOf(totals), totals.durationMs)),
    minute: count(countOf(minute)),
    note: noteOf?.(minute) ?? '',
  }
}

function rowOf(outcome: Outcome): CountRow {
  return { color: outcome, label: LABELS[outcome], countOf: ({ outcomes }) => outcomes[outcome] }
}
