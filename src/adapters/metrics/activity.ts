import { quantileMs } from './quantile.ts'
import type { Totals } from './totals.ts'

/** The activity of this instance between two readings of its metrics. */
export interface Activity {
  readonly instance: string
  readonly at: string
  readonly intervalMs: number
  readonly requests: number
  /** At the end of the interval. */
  readonly inFlight: number
  readonly booked: number
  readonly held: number
  readonly confirmed: number
  readonly released: number
  /** By problem code, without codes that did not occur. */
  readonly refused: Readonly<Record<string, number>>
  readonly lock: {
    readonly acquired: number
    readonly busy: number
    readonly unavailable: number
    readonly waits: number
    readonly waitMsTotal: number
  }
  /** Writes refused because the seats had been changed by another request. */
  readonly staleWrites: number
  /** 0 when there were no requests. */
  readonly latencyMs: { readonly p50: number; readonly p99: number }
  /** At the end of the interval. */
  readonly watchers: number
}

/** The difference between two readings. */
export function activityBetween(
  before: Totals,
  after: Totals,
): Omit<Activity, 'instance' | 'at' | 'intervalMs'> {
  const saved = difference(before.saved, after.saved)
  const acquires = difference(before.acquires, after.acquires)
  const within = difference(before.requestsWithinS, after.requestsWithinS)
  return {
    requests: after.requests - before.requests,
    inFlight: after.requestsInFlight,
    booked: saved.get('booked') ?? 0,
    held: saved.get('held') ?? 0,
    confirmed: saved.get('confirmed') ?? 0,
    released: saved.get('released') ?? 0,
    refused: Object.fromEntries(
      Array.from(difference(before.problems, after.problems)).filter(([, count]) => count > 0),
    ),
    lock: {
      acquired: acquires.get('acquired') ?? 0,
      busy: acquires.get('busy') ?? 0,
      unavailable: acquires.get('unavailable') ?? 0,
      waits: after.waits - before.waits,
      waitMsTotal: Math.round((after.waitedS - before.waitedS) * 1_000),
    },
    staleWrites: after.savesInConflict - before.savesInConflict,
    latencyMs: { p50: quantileMs(within, 0.5), p99: quantileMs(within, 0.99) },
    watchers: after.streamsOpen,
  }
}

function difference<Key>(
  before: ReadonlyMap<Key, number>,
  after: ReadonlyMap<Key, number>,
): Map<Key, number> {
  return new Map(Array.from(after, ([key, count]) => [key, count - (before.get(key) ?? 0)]))
}
