/**
 * Estimates a quantile of times as Prometheus does (`histogram_quantile`): evenly spread within their bucket.
 * @param within how many took at most so long, by that time in seconds, which may be infinite
 * @returns milliseconds; 0 when there are none, and no more than the longest time that is finite
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
