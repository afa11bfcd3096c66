import type { Activity } from '../../client/src/index.ts'
import { GRANTED, type Outcome, outcomesOf, REFUSED } from './outcomes.ts'

/** The totals of several ticks. */
export interface Totals {
  readonly durationMs: number
  readonly requests: number
  readonly outcomes: Readonly<Record<Outcome, number>>
  readonly granted: number
  readonly refused: number
  readonly released: number
  readonly staleWrites: number
  readonly lockWaits: number
  /** The average wait; undefined if there was none. */
  readonly lockWaitMs: number | undefined
  readonly lockUnavailable: number
  /** The average of the ticks, weighted by requests. */
  readonly p50Ms: number | undefined
  /** The value of the slowest tick, so that peaks remain visible. */
  readonly p99Ms: number | undefined
}

export function totalsOf(ticks: readonly Activity[]): Totals {
  const sum = (valueOf: (tick: Activity) => number) =>
    ticks.reduce((total, tick) => total + valueOf(tick), 0)
  const outcomes = sumOfOutcomes(ticks)
  const lockWaits = sum(({ lock }) => lock.waits)
  const timed = ticks.filter(({ requests }) => requests > 0)
  const requests = sum((tick) => tick.requests)
  const p50Total = timed.reduce((total, tick) => total + tick.requests * tick.latencyMs.p50, 0)
  return {
    durationMs: sum(({ intervalMs }) => intervalMs),
    requests,
    outcomes,
    granted: GRANTED.reduce((total, outcome) => total + outcomes[outcome], 0),
    refused: REFUSED.reduce((total, outcome) => total + outcomes[outcome], 0),
    released: sum(({ released }) => released),
    staleWrites: sum(({ staleWrites }) => staleWrites),
    lockWaits,
    lockWaitMs: lockWaits > 0 ? sum(({ lock }) => lock.waitMsTotal) / lockWaits : undefined,
    lockUnavailable: sum(({ lock }) => lock.unavailable),
    p50Ms: requests > 0 ? p50Total / requests : undefined,
    p99Ms: timed.length > 0 ? Math.max(...timed.map((tick) => tick.latencyMs.p99)) : undefined,
  }
}

/** A count per second; 0 if no time has passed. */
export function perSecond(count: number, durationMs: number): number {
  return durationMs > 0 ? (count * 1_000) / durationMs : 0
}

function sumOfOutcomes(ticks: readonly Activity[]): Record<Outcome, number> {
  const names = [...GRANTED, ...REFUSED]
  const counts = ticks.map(outcomesOf)
  const total = (name: Outcome) => counts.reduce((sum, count) => sum + count[name], 0)
  return Object.fromEntries(names.map((name) => [name, total(name)])) as Record<Outcome, number>
}
