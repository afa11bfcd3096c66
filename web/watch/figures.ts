import type { WatchTexts } from './format.ts'
import { GRANTED, type Outcome, REFUSED } from './outcomes.ts'
import type { ColorName } from './palette.ts'
import type { Tick } from './tick-window.ts'
import { perSecond, type Totals } from './totals.ts'

/** The data from which the numbers of the page are computed. */
export interface Moment {
  /** The totals of the selected moment. */
  readonly totals: Totals
  /** The last tick of that moment. */
  readonly tick: Tick
  /** The totals of the last minute. */
  readonly minute: Totals
}

/** The large numbers, by their name in the page. */
export function figuresOf(
  { totals, tick, minute }: Moment,
  { rate, count, duration }: WatchTexts,
): Record<string, string> {
  const { requests, granted, refused, durationMs, p50Ms, p99Ms } = totals
  return {
    requests: rate(perSecond(requests, durationMs)),
    granted: rate(perSecond(granted, durationMs)),
    refused: rate(perSecond(refused, durationMs)),
    inFlight: count(tick.inFlight),
    p50: duration(p50Ms),
    p99: duration(p99Ms),
    staleWrites: count(minute.staleWrites),
    watchers: count(tick.watchers),
  }
}

/** A shorter time is not called a minute. */
const MINUTE_MS = 55_000

/** The last minute in a sentence or two. */
export function summaryOf(totals: Totals, texts: WatchTexts): string {
  const { requests, granted, refused, staleWrites, durationMs } = totals
  const { count } = texts
  if (requests === 0) return texts.idle
  const seconds = Math.ceil(durationMs / 1_000)
  const span = durationMs >= MINUTE_MS ? texts.minute : texts.seconds(seconds)
  const stale = staleWrites === 0 ? '' : texts.stalePrevented(staleWrites, count(staleWrites))
  return texts.summary(span, count(granted), count(refused)) + stale
}

/** A row of the table, which is also the legend of the chart. */
export interface CountRow {
  /** Its colour in the chart. */
  readonly color?: ColorName
  readonly label: string
  readonly countOf: (totals: Totals) => number
  /** An additional figure of the last minute. */
  readonly noteOf?: (totals: Totals) => string
}

/** The rows of the table, in groups. */
export function countGroups(
  texts: WatchTexts,
): readonly { readonly heading: string; readonly rows: readonly CountRow[] }[] {
  const outcomeRow = (outcome: Outcome): CountRow => ({
    color: outcome,
    label: texts.outcome[outcome],
    countOf: ({ outcomes }) => outcomes[outcome],
  })
  return [
    { heading: texts.granted, rows: GRANTED.map(outcomeRow) },
    { heading: texts.refused, rows: REFUSED.map(outcomeRow) },
    {
      heading: texts.behind,
      rows: [
        {
          color: 'waits',
          label: texts.lockWaits,
          countOf: ({ lockWaits }) => lockWaits,
          noteOf: ({ lockWaitMs }) => (lockWaitMs === undefined ? '' : texts.duration(lockWaitMs)),
        },
        { label: texts.locksUnavailable, countOf: ({ lockUnavailable }) => lockUnavailable },
        {
          color: 'stale',
          label: texts.staleWritesPrevented,
          countOf: ({ staleWrites }) => staleWrites,
        },
        { label: texts.holdsReleased, countOf: ({ released }) => released },
      ],
    },
  ]
}

/** The cells of a row: per second at the moment, and in the last minute. */
export function cellsOf(
  { countOf, noteOf }: CountRow,
  { totals, minute }: Pick<Moment, 'totals' | 'minute'>,
  { rate, count }: WatchTexts,
): Record<'moment' | 'minute' | 'note', string> {
  return {
    moment: rate(perSecond(countOf(totals), totals.durationMs)),
    minute: count(countOf(minute)),
    note: noteOf?.(minute) ?? '',
  }
}
