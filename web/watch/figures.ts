import { count, duration, rate } from './format.ts'
import type { Tick } from './tick-window.ts'
import { perSecond, type Totals } from './totals.ts'

export interface Moment {
  /** What happened then. */
  readonly totals: Totals
  /** The tick that it ended with. */
  readonly tick: Tick
  /** The minute before the present. */
  readonly minute: Totals
}

/** The large numbers, by the name that each has in the page. */
export function figuresOf({ totals, tick, minute }: Moment): Record<string, string> {
  const { requests, taken, refused, durationMs, p50Ms, p99Ms } = totals
  return {
    requests: rate(perSecond(requests, durationMs)),
    taken: rate(perSecond(taken, durationMs)),
    refused: rate(perSecond(refused, durationMs)),
    inFlight: count(tick.inFlight),
    p50: duration(p50Ms),
    p99: duration(p99Ms),
    staleWrites: count(minute.staleWrites),
    watchers: count(tick.watchers),
  }
}
