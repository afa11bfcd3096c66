import type { SeatId } from '../../domain/seat.ts'

/** A choice of the best available seats. */
export interface Choice {
  readonly outcome: 'chosen'
  readonly seatIds: readonly SeatId[]
  /** Whether it includes seats that other requests are trying to hold, because no others are available. */
  readonly isContested: boolean
}

/** After this many locked choices in a row, waiting for a lock is better than choosing again. */
const LOCKED_IN_A_ROW_MAX = 5

/** A safety limit. Each loss means that another request got its seats. */
const LOSSES_MAX = 60

/** Tracks how often one request for the best seats has lost, to decide whether to wait or to choose again. */
export class Contention {
  /** Seats that were locked by other requests, or that the current plan of the event does not have. */
  readonly locked = new Set<SeatId>()
  losses = 0
  /** If clients are locked too, the lock may be the client's own, and choosing other seats does not help. */
  readonly #locksClients: boolean
  #lockedInARow = 0
  /** After waiting once without success, the request does not wait again: the owners of the locks may have crashed. */
  #hasTimedOut = false

  constructor({ locksClients }: { readonly locksClients: boolean }) {
    this.#locksClients = locksClients
  }

  /** Whether to wait for the locks of a choice. Otherwise, the request chooses other seats if they are locked. */
  shouldWait({ isContested }: Choice): boolean {
    const isHigh = isContested || this.#lockedInARow === LOCKED_IN_A_ROW_MAX
    return !this.#hasTimedOut && (this.#locksClients || isHigh)
  }

  /**
   * Records that a choice was refused.
   * @returns whether to choose again
   */
  recordLoss(reason: string, { seatIds, isContested }: Choice, hasWaited: boolean): boolean {
    const isLocked = reason === 'locked'
    // Another instance has replaced the plan within the last second.
    const isRemoved = reason === 'unknown-seats'
    const mayHelp = isLocked
      ? !isContested
      : isRemoved || reason === 'not-available' || reason === 'overtaken'
    if (!mayHelp || this.losses === LOSSES_MAX) return false

    this.losses++
    if (isLocked || isRemoved) seatIds.forEach((seatId) => this.locked.add(seatId))
    this.#hasTimedOut ||= hasWaited && isLocked
    this.#lockedInARow = hasWaited ? 0 : this.#lockedInARow + Number(isLocked)
    return true
  }
}
