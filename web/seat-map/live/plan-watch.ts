import type { Schemas } from '../../../client/src/index.ts'

/** Customers read a replaced plan within this time, and not all at the same moment. */
const SPREAD_MS = 3_000

/** Identifies a plan. An event that was deleted and created again has another time. */
type PlanId = Pick<Schemas['EventSummary'], 'createdAt' | 'planVersion'>

export function isSamePlan(one: PlanId, other: PlanId): boolean {
  return one.createdAt === other.createdAt && one.planVersion === other.planVersion
}

export interface PlanWatchOptions {
  /** The plan that is shown. */
  readonly shown: PlanId
  /** Called repeatedly, with pauses, while the service has another plan, or the event does not exist. */
  readonly onReplaced: () => void
  /** Returns a number from 0 up to but not including 1. */
  readonly random?: () => number
}

/**
 * Tells when the plan that is shown was replaced, or its event deleted. An instance of the service may have the former plan
 * for another second, so the plan that is read may still be the former one.
 */
export class PlanWatch {
  readonly #options: PlanWatchOptions
  #isReplaced = false
  #dueMs = 0

  constructor(options: PlanWatchOptions) {
    this.#options = options
  }

  /** @param current the plan according to the latest message of the service; undefined if the event does not exist */
  update(current: PlanId | undefined, nowMs: number): void {
    const wasReplaced = this.#isReplaced
    this.#isReplaced = !current || !isSamePlan(current, this.#options.shown)
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
