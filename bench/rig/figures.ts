import { type CpuTimes, totalSeconds } from './cpu-times.ts'

/** The figures that a run may measure. */
export const FIGURES = {
  requestsPerSecond: 'more is better',
  p50Ms: 'less is better',
  p99Ms: 'less is better',
  /** CPU time of the server process with all of its threads, of Redis, of Postgres, and of all three. */
  cpuUsPerRequest: 'less is better',
  redisCpuUsPerRequest: 'less is better',
  postgresCpuUsPerRequest: 'less is better',
  allCpuUsPerRequest: 'less is better',
  /** CPU time of the server process for each change that a reader of a stream received. */
  cpuUsPerChange: 'less is better',
  /** Resident memory of the server process, in millions of bytes. */
  residentMb: 'less is better',
  /** The time from a start after `SIGKILL` until the server answers. */
  startMs: 'less is better',
  /** The size of the data folder as a ratio to a compact copy. */
  folderToCopy: 'less is better',
  /** Served requests per second under overload, as a ratio to those without overload. */
  goodput: 'more is better',
  /** The share of refused requests, from 0 to 1, and their response times. */
  refusedShare: 'less is better',
  refusedP50Ms: 'less is better',
  refusedP99Ms: 'less is better',
} as const

export type Figure = keyof typeof FIGURES

/** The CPU figures of a number of requests. */
export function cpuFigures(times: CpuTimes, requests: number): Figures {
  const { service, redis, postgres } = times
  const seconds = {
    cpuUsPerRequest: service,
    redisCpuUsPerRequest: redis,
    postgresCpuUsPerRequest: postgres,
    allCpuUsPerRequest: totalSeconds(times),
  }
  const known = Object.entries(seconds).flatMap(([figure, value]) =>
    value === undefined ? [] : [[figure, (value * 1e6) / requests] as const],
  )
  return Object.fromEntries(known)
}

/** The measured ones. */
export type Figures = Readonly<Partial<Record<Figure, number>>>

/** The outcome of one turn: one server under one workload. */
export interface Outcome {
  /** 0 is the warm-up. */
  readonly round: number
  readonly workload: string
  readonly server: string
  readonly figures: Figures
  readonly statuses: Readonly<Record<string, number>>
  /** Descriptions of everything that was wrong. */
  readonly faults: readonly string[]
}

/** A figure over several rounds: median and range. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

/** @returns undefined when there are no values */
export function spreadOf(values: readonly number[]): Spread | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const [min, max] = [sorted[0], sorted.at(-1)]
  if (min === undefined || max === undefined) return undefined
  return { median: medianOfSorted(sorted), min, max }
}

function medianOfSorted(sorted: readonly number[]): number {
  const [low = NaN, high = low] = sorted.slice(
    Math.ceil(sorted.length / 2) - 1,
    Math.floor(sorted.length / 2) + 1,
  )
  return (low + high) / 2
}
