/** A duration, and how often it was measured. */
export interface Timed {
  readonly ms: number
  readonly count: number
}

/**
 * @param share from 0 to 1, such as 0.99
 * @returns the lowest duration that at least this share of all does not exceed; undefined without any
 */
export function quantileMs(durations: readonly Timed[], share: number): number | undefined {
  const sorted = durations.toSorted((a, b) => a.ms - b.ms)
  let rest = sorted.reduce((sum, { count }) => sum + count, 0) * share
  return sorted.find(({ count }) => (rest -= count) <= 0)?.ms
}
