/** Customers read a replaced plan within this time, and not all at the same moment. */
const SPREAD_MS = 3_000

export interface PlanWatchOptions {
  /** The version of the plan that is shown. */
  readonly planVersion: number
  /** Called repeatedly, with pauses, while the service has another plan. */
  readonly onReplaced: () => void
  /** Returns a number from 0 up to but not including 1. */
  readonly random?: () => number
}

/**
 * Tells when the plan that is shown was replaced. An instance of the service may have the former plan for another second,
 * so the plan that is read may still be the former one.
 */
export class PlanWatch {
  readonly #options: PlanWatchOptions
  #isReplaced = false
  #dueMs = 0

  constructor(options: PlanWatchOptions) {
    this.#options = options
  }

  /** @param planVersion the version according to the latest message of the service */
  update(planVersion: number, nowMs: number): void {
    const wasReplaced = this.#isReplaced
    this.#isReplaced = planVersion !== this.#options.planVersion
    if (!wasReplaced) this.#dueMs = nowMs + this.#pauseMs()
  }

  /** Call a few times per second. */
  tick(nowMs: number): void {
    if (!this.#isReplaced || nowMs < this.#dueMs) return
    this.#dueMs = nowMs + SPREAD_MS + this.#pauseMs()
    this.#options.onReplaced()
  }

  #pauseMs(): number {
    const { random = Math.random } = this.#options
    return random() * SPREAD_MS
  }
}
