/** What a run may measure. */
export const FIGURES = {
  requestsPerSecond: 'more is better',
  p50Ms: 'less is better',
  p99Ms: 'less is better',
  /** CPU time of the server's process. */
  cpuUsPerRequest: 'less is better',
  /** Memory that the server's process has in use, in millions of bytes. */
  residentMb: 'less is better',
  /** Requests a second that were served by a server that is asked too much, to those of one that is not. */
  goodput: 'more is better',
  /** How many of all requests were turned away, from 0 to 1, and how long that took. */
  refusedShare: 'less is better',
  refusedP50Ms: 'less is better',
  refusedP99Ms: 'less is better',
} as const

export type Figure = keyof typeof FIGURES

/** Those that were measured. */
export type Figures = Readonly<Partial<Record<Figure, number>>>

/** What came of asking one server one thing. */
export interface Outcome {
  /** 0 is the warm-up. */
  readonly round: number
  readonly workload: string
  readonly server: string
  readonly figures: Figures
  readonly statuses: Readonly<Record<string, number>>
  /** Everything that was wrong, in words; nothing, it should be. */
  readonly faults: readonly string[]
}

/** A figure of several rounds: the one in the middle, and how far apart they were. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

/** @returns nothing when there are no values */
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
