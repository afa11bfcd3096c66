/**
 * Limits the total weight of a batch. A call heavier than the limit has a batch of its own.
 * @returns the `begin` option of a batcher
 */
export function weightLimit<Call>(
  weightMax: number,
  weightOf: (call: Call) => number,
): () => (call: Call) => boolean {
  return () => {
    let total = 0
    return (call) => {
      const weight = Math.max(weightOf(call), 1)
      if (total > 0 && total + weight > weightMax) return false
      total += weight
      return true
    }
  }
}
