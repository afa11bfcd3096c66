import type { Activity } from '../../client/src/index.ts'

/** How much of the past the chart shows. */
export const WINDOW_MS = 60_000

/** Ticks that have just left the chart are kept, because lines lead to them. */
const MARGIN_MS = 2_000

export interface Tick extends Activity {
  readonly atMs: number
}

/** The ticks of the last minute, oldest first, each once. */
export class TickWindow {
  #ticks: readonly Tick[] = []

  get ticks(): readonly Tick[] {
    return this.#ticks
  }

  get latest(): Tick | undefined {
    return this.#ticks.at(-1)
  }

  /** @param activities oldest first; those already in the window are ignored */
  add(activities: readonly Activity[]): void {
    for (const activity of activities) this.#add({ ...activity, atMs: Date.parse(activity.at) })
    this.#ticks = lastOf(this.#ticks, WINDOW_MS + MARGIN_MS)
  }

  #add(tick: Tick): void {
    const { latest } = this
    if (!latest || latest.atMs < tick.atMs) {
      this.#ticks = [...this.#ticks, tick]
    } else if (latest.instance !== tick.instance) {
      // Another instance, whose clock may be behind, has taken over.
      this.#ticks = [...this.#ticks.filter(({ atMs }) => atMs < tick.atMs), tick]
    }
  }
}

/** The ticks that ended within this time before the end of the latest. */
export function lastOf(ticks: readonly Tick[], durationMs: number): readonly Tick[] {
  const startMs = (ticks.at(-1)?.atMs ?? 0) - durationMs
  return ticks.filter(({ atMs }) => atMs > startMs)
}

/** The tick that contains a moment, if any. */
export function tickAt(ticks: readonly Tick[], momentMs: number): Tick | undefined {
  return ticks.find(({ atMs, intervalMs }) => atMs >= momentMs && atMs - intervalMs < momentMs)
}
