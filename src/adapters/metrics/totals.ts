import type { Registry } from 'prom-client'

import type { SavedAction } from '../../domain/history.ts'

/** Counters since the start, and the current values of gauges. */
export interface Totals {
  readonly requests: number
  /** Cumulative counts of requests, by the upper bound of their duration in seconds. */
  readonly requestsWithinS: ReadonlyMap<number, number>
  readonly requestsInFlight: number
  readonly streamsOpen: number
  /** By problem code. */
  readonly problems: ReadonlyMap<string, number>
  readonly saved: ReadonlyMap<SavedAction, number>
  readonly savesInConflict: number
  /** By outcome. */
  readonly acquires: ReadonlyMap<string, number>
  readonly waits: number
  readonly waitedS: number
}

interface Sample {
  readonly metricName?: string
  readonly labels: Readonly<Partial<Record<string, string | number>>>
  readonly value: number
}

/** Sums the samples of the metrics. */
export async function readTotals(registry: Registry): Promise<Totals> {
  const [requests, inFlight, streams, problems, saves, acquires, waits] = await Promise.all(
    [
      'holdfast_http_request_duration_seconds',
      'holdfast_http_requests_in_flight',
      'holdfast_streams_open',
      'holdfast_http_problems_total',
      'holdfast_saves_total',
      'holdfast_lock_acquires_total',
      'holdfast_lock_wait_seconds',
    ].map((name) => samplesOf(registry, name)),
  )
  return {
    requests: sum(named(requests, 'count')),
    requestsWithinS: sumBy(named(requests, 'bucket'), ({ le }) =>
      le === '+Inf' ? Infinity : Number(le),
    ),
    requestsInFlight: sum(inFlight),
    streamsOpen: sum(streams),
    problems: sumBy(problems, ({ code }) => String(code)),
    saved: sumBy(where(saves, 'saved'), ({ action }) => action as SavedAction),
    savesInConflict: sum(where(saves, 'conflict')),
    acquires: sumBy(acquires, ({ outcome }) => String(outcome)),
    waits: sum(named(waits, 'count')),
    waitedS: sum(named(waits, 'sum')),
  }
}

async function samplesOf(registry: Registry, name: string): Promise<readonly Sample[]> {
  const metric = await registry.getSingleMetric(name)?.get()
  return metric?.values ?? []
}

function named(samples: readonly Sample[] = [], suffix: 'count' | 'sum' | 'bucket'): Sample[] {
  return samples.filter(({ metricName }) => metricName?.endsWith(`_${suffix}`))
}

function where(samples: readonly Sample[] = [], outcome: string): Sample[] {
  return samples.filter(({ labels }) => labels['outcome'] === outcome)
}

function sum(samples: readonly Sample[] = []): number {
  return samples.reduce((total, { value }) => total + value, 0)
}

function sumBy<Key>(
  samples: readonly Sample[] = [],
  keyOf: (labels: Sample['labels']) => Key,
): Map<Key, number> {
  const sums = new Map<Key, number>()
  for (const { labels, value } of samples) {
    const key = keyOf(labels)
    sums.set(key, (sums.get(key) ?? 0) + value)
  }
  return sums
}
