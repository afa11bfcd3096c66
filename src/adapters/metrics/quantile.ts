/**
 * Estimates a quantile like `histogram_quantile` of Prometheus, with linear interpolation within a bucket.
 * @param within cumulative counts by the upper bound of their bucket in seconds, which may be infinite
 * @returns milliseconds; 0 without samples, and at most the largest finite bound
 */
export function quantileMs(within: ReadonlyMap<number, number>, quantile: number): number {
  const buckets = Array.from(within).sort(([a], [b]) => a - b)
  const rank = quantile * (buckets.at(-1)?.[1] ?? 0)
  if (rank === 0) return 0
  let [lowerS, lowerCount] = [0, 0]
  for (const [upperS, count] of buckets) {
    if (count >= rank && upperS !== Infinity) {
      const share = (rank - lowerCount) / (count - lowerCount)
      return Math.round((lowerS + (upperS - lowerS) * share) * 100_000) / 100
    }
    if (upperS !== Infinity) [lowerS, lowerCount] = [upperS, count]
  }
  return lowerS * 1_000
}
