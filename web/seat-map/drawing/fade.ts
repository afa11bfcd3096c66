/** How long the change between the overview and the seats takes. */
const FADE_MS = 160
const STEP_MAX = 0.25

/** How much of the overview is visible: 1 for the overview alone, 0 for the seats alone. */
export class Fade {
  #share: number | undefined
  #atMs = 0

  /** Moves on towards the overview or the seats. At first, or if `isInstant`, it is there at once. */
  shareAt(nowMs: number, isOverview: boolean, isInstant: boolean): number {
    const goal = isOverview ? 1 : 0
    // The first step after a rest would otherwise be as long as the rest.
    const step = Math.min(STEP_MAX, Math.max(0, nowMs - this.#atMs) / FADE_MS)
    const before = this.#share
    this.#atMs = nowMs
    this.#share =
      before === undefined || isInstant || Math.abs(goal - before) <= step
        ? goal
        : before + Math.sign(goal - before) * step
    return this.#share
  }
}
