import type { SeatId } from '../../domain/seat.ts'

/** Seats that a request for the best ones has chosen. */
export interface Choice {
  readonly seatIds: readonly SeatId[]
  /** Whether others are at them, too, because there are no other seats. */
  readonly isContested: boolean
}

/** So many busy choices, one after another, mean a crowd, in which it is better to wait than to search. */
const BUSY_IN_A_ROW_MAX = 5

/** Each loss means that another request got seats, so only a crowd without end can bring it about. */
const LOSSES_MAX = 60

/** What a request for the best seats learns of the others that want the same. */
export class Rivals {
  /** Seats that others were at, and will soon have or leave. */
  readonly busy = new Set<SeatId>()
  losses = 0
  /** Where holds are counted, a busy lock may be the client's own, which other seats do not help against. */
  readonly #mayBeOneself: boolean
  #busyInARow = 0
  /** No request waits twice for locks that stay: their owners may be dead. */
  #hasWaited = false

  constructor({ mayBeOneself }: { readonly mayBeOneself: boolean }) {
    this.#mayBeOneself = mayBeOneself
  }

  /** Whether to wait for a busy lock rather than to choose other seats. */
  areWorthWaitingFor({ isContested }: Choice): boolean {
    const isCrowded = isContested || this.#busyInARow === BUSY_IN_A_ROW_MAX
    return !this.#hasWaited && (this.#mayBeOneself || isCrowded)
  }

  /**
   * Remembers that a choice was lost.
   * @returns whether other seats may help
   */
  wereFaster(reason: string, { seatIds, isContested }: Choice, hasWaited: boolean): boolean {
    const isLocked = reason === 'locked'
    const mayHelp = isLocked ? !isContested : reason === 'conflict' || reason === 'overtaken'
    if (!mayHelp || this.losses === LOSSES_MAX) return false

    this.losses++
    if (isLocked) seatIds.forEach((seatId) => this.busy.add(seatId))
    this.#hasWaited ||= hasWaited && isLocked
    this.#busyInARow = hasWaited ? 0 : this.#busyInARow + Number(isLocked)
    return true
  }
}
