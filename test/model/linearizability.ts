/** What one seat is, and which holds are over, at a moment of the order that is looked for. */
export interface SeatMoment {
  readonly nowMs: number
  readonly state: string
  /** Of a seat that is held. */
  readonly untilMs: number
  readonly over: readonly string[]
}

/** Something that was acknowledged, or seen, between two moments of the run. */
export interface Operation {
  readonly name: string
  readonly start: number
  readonly end: number
  /** @returns the seat afterwards, or nothing when this cannot happen to it now */
  readonly apply: (seat: SeatMoment) => SeatMoment | undefined
}

/**
 * Whether the operations could have happened one after another, each at some moment between its start and its end.
 * Tries every order, so there should be few dozens at the most (Wing and Gong, "Testing and Verifying Concurrent
 * Objects", 1993).
 */
export function isLinearizable(operations: readonly Operation[], first: SeatMoment): boolean {
  const inVain = new Set<string>()
  const follows = (left: readonly Operation[], seat: SeatMoment): boolean => {
    if (left.length === 0) return true
    const key = JSON.stringify([left.map(({ name }) => name), seat])
    if (inVain.has(key)) return false
    const endFirst = Math.min(...left.map(({ end }) => end))
    for (const next of left) {
      // Nothing may come before what had ended when it began.
      const after = next.start <= endFirst ? next.apply(seat) : undefined
      if (
        after &&
        follows(
          left.filter((other) => other !== next),
          after,
        )
      )
        return true
    }
    inVain.add(key)
    return false
  }
  return follows(operations, first)
}
