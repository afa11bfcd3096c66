import type { SeatId } from '../../domain/seat.ts'

/** A choice of available seats. */
export interface Choice {
  readonly outcome: 'chosen'
  readonly seatIds: readonly SeatId[]
  /** Whether it includes seats that other requests are trying to hold, because no others are available. */
  readonly isContested: boolean
}

/** The refusal of a choice. */
export interface Loss {
  readonly reason: string
  /** The seats that the refusal names. */
  readonly seatIds?: readonly SeatId[] | undefined
  /** Whether the request waited for the locks of the seats. */
  readonly hasWaited: boolean
}

/** After this many locked choices without a wait, waiting for a lock is better than choosing again. */
const LOCKED_BEFORE_WAIT_MAX = 5

/** A safety limit. Nearly every loss means that another request got its seats. */
const LOSSES_MAX = 60

/** Above this rank, the search takes longer than another attempt. */
const RANKS_MAX = 1024

/** Tracks how often a request for any of several seats has lost, to decide what to choose next and whether to wait for it. */
export class Contention {
  /** Seats that were locked, or that the client may not hold yet. They are chosen only if no others are available. */
  readonly unusable = new Set<SeatId>()
  /** Seats that the plan does not have any more. They are never chosen. */
  readonly removed = new Set<SeatId>()
  #losses = 0
  #lostRaces = 0
  /** If the client is locked too, that lock may be the obstacle, and choosing other seats does not help. */
  readonly #locksClient: boolean
  #lockedSinceWait = 0
  /** After waiting once without success, the request does not wait again: the owners of the locks may have crashed. */
  #hasTimedOut = false

  constructor({ locksClient }: { readonly locksClient: boolean }) {
    this.#locksClient = locksClient
  }

  get hasLost(): boolean {
    return this.#losses > 0
  }

  /**
   * Returns the rank of the seats to choose; 0 is the best. It is random after a lost race, among four times as many
   * as before, so that concurrent buyers stop competing for the same seats.
   * @param chance from 0 up to but not including 1
   */
  rank(chance: number): number {
    return Math.floor(chance * Math.min(4 ** this.#lostRaces, RANKS_MAX))
  }

  /** Whether to wait for the locks of a choice. Otherwise, the request chooses other seats if they are locked. */
  shouldWait({ isContested }: Choice): boolean {
    const isHigh = isContested || this.#lockedSinceWait === LOCKED_BEFORE_WAIT_MAX
    return !this.#hasTimedOut && (this.#locksClient || isHigh)
  }

  /**
   * Records that a choice was refused.
   * @returns whether to choose again
   */
  recordLoss(choice: Choice, { reason, seatIds = [], hasWaited }: Loss): boolean {
    if (this.#losses === LOSSES_MAX || !this.#mayChooseAgain(choice, reason)) return false
    this.#losses++
    if (reason === 'unknown-seats') {
      seatIds.forEach((seatId) => this.removed.add(seatId))
      return true
    }
    const isLocked = reason === 'locked'
    if (isLocked || reason === 'hold-cooldown') {
      choice.seatIds.forEach((seatId) => this.unusable.add(seatId))
    }
    if (reason !== 'hold-cooldown') this.#lostRaces++
    this.#hasTimedOut ||= hasWaited && isLocked
    this.#lockedSinceWait = hasWaited ? 0 : this.#lockedSinceWait + Number(isLocked)
    return true
  }

  #mayChooseAgain({ isContested }: Choice, reason: Loss['reason']): boolean {
    // After a wait in vain, a new view shows whether the seats were taken meanwhile.
    if (reason === 'locked') return !(isContested && this.#hasTimedOut)
    if (reason === 'hold-cooldown') return !isContested
    // Unknown seats: another instance has replaced the plan within the last second.
    return reason === 'not-available' || reason === 'overtaken' || reason === 'unknown-seats'
  }
}
