/** The state of one seat, and which holds have ended, at some point of a possible sequence. */
export interface SeatMoment {
  readonly nowMs: number
  readonly state: string
  /** If the seat is held. */
  readonly untilMs: number
  readonly over: readonly string[]
}

/** An operation or a read, with its start and end. An operation without an answer has the end Infinity. */
export interface Operation {
  readonly name: string
  readonly start: number
  readonly end: number
  /** Whether it may also never have happened. */
  readonly isOptional?: boolean
  /** @returns the next state of the seat; undefined if the operation is not possible in this state */
  readonly apply: (seat: SeatMoment) => SeatMoment | undefined
}

/**
 * Whether the operations could have happened in sequence, each at some time between its start and its end. Tries every
 * order, so there should be at most a few dozen (Wing and Gong, "Testing and Verifying Concurrent
 * Objects", 1993).
 */
export function isLinearizable(operations: readonly Operation[], first: SeatMoment): boolean {
  const inVain = new Set<string>()
  const follows = (left: readonly Operation[], seat: SeatMoment): boolean => {
    if (left.every(({ isOptional }) => isOptional)) return true
    if (inVain.size > 0 && inVain.has(keyOf(left, seat))) return false
    const endFirst = Math.min(...left.map(({ end }) => end))
    for (const next of left) {
      // An operation cannot come before one that had ended when it began.
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
    inVain.add(keyOf(left, seat))
    return false
  }
  return follows(operations, first)
}

function keyOf(left: readonly Operation[], seat: SeatMoment): string {
  return JSON.stringify([left.map(({ name }) => name), seat])
}
