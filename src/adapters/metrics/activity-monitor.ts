import type { ClockPort } from '../../application/ports/clock.port.ts'
import { type Activity, activityBetween } from './activity.ts'
import type { Totals } from './totals.ts'

/** A minute, at two readings a second. */
const RECENT_MAX = 120

export interface ActivityMonitorOptions {
  readonly totals: () => Promise<Totals>
  readonly clock: ClockPort
  /** Names this instance among others. */
  readonly instance: string
  /** A clock that is never set back, in milliseconds from any start. */
  readonly monotonicMs?: () => number
}

interface Reading {
  readonly totals: Totals
  readonly atMs: number
}

/** Tells what the service does, of the counters that there are anyway. It reads them only while somebody listens. */
export class ActivityMonitor {
  readonly #options: ActivityMonitorOptions
  readonly #monotonicMs: () => number
  readonly #listeners = new Set<(activity: Activity) => void>()
  #last: Reading | undefined
  #recent: readonly Activity[] = []

  constructor({ monotonicMs = () => performance.now(), ...options }: ActivityMonitorOptions) {
    this.#options = options
    this.#monotonicMs = monotonicMs
  }

  /** What was told lately, the oldest first; the same array until more is told. */
  get recent(): readonly Activity[] {
    return this.#recent
  }

  /** @returns how to end it */
  listen(onActivity: (activity: Activity) => void): () => void {
    // The same function may listen twice.
    const listener = (activity: Activity): void => {
      onActivity(activity)
    }
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      this.#last = undefined
      this.#recent = []
    }
  }

  /** Has to be called again and again; tells what happened since the last time. */
  async tick(): Promise<void> {
    if (this.#listeners.size === 0) return
    const totals = await this.#options.totals()
    const [before, now] = [this.#last, { totals, atMs: this.#monotonicMs() }]
    this.#last = this.#listeners.size > 0 ? now : undefined
    if (!before || this.#listeners.size === 0) return

    const activity = this.#activity(before, now)
    this.#recent = [...this.#recent.slice(1 - RECENT_MAX), activity]
    for (const listener of this.#listeners) listener(activity)
  }

  #activity(before: Reading, now: Reading): Activity {
    const { instance, clock } = this.#options
    return {
      instance,
      at: clock.now().toISOString(),
      intervalMs: Math.round(now.atMs - before.atMs),
      ...activityBetween(before.totals, now.totals),
    }
  }
}
