import type { ClockPort } from '../../application/ports/clock.port.ts'
import { type Activity, activityBetween } from './activity.ts'
import type { Totals } from './totals.ts'

/** One minute, at two readings per second. */
const RECENT_MAX = 120

/** Readers that take turns on one connection, or reconnect, find what happened meanwhile. */
const LINGER_MS = 60_000

export interface ActivityMonitorOptions {
  readonly totals: () => Promise<Totals>
  readonly clock: ClockPort
  /** The name of this instance. */
  readonly instance: string
  /** A clock that is never set back, in milliseconds from any start. */
  readonly monotonicMs?: () => number
}

interface Reading {
  readonly totals: Totals
  readonly atMs: number
}

/**
 * Reports the current activity of the service, from its metrics. Reads them only while there are listeners, and for a
 * minute after that.
 */
export class ActivityMonitor {
  readonly #options: ActivityMonitorOptions
  readonly #monotonicMs: () => number
  readonly #listeners = new Set<(activity: Activity) => void>()
  #leftAtMs = -Infinity
  #last: Reading | undefined
  #recent: readonly Activity[] = []

  constructor({ monotonicMs = () => performance.now(), ...options }: ActivityMonitorOptions) {
    this.#options = options
    this.#monotonicMs = monotonicMs
  }

  /** The latest reports, oldest first. The array is replaced with each report. */
  get recent(): readonly Activity[] {
    return this.#recent
  }

  /** @returns a function that removes the listener */
  listen(onActivity: (activity: Activity) => void): () => void {
    // The same function may be registered several times.
    const listener = (activity: Activity): void => {
      onActivity(activity)
    }
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
      this.#leftAtMs = this.#monotonicMs()
    }
  }

  /** Reports the activity since the previous call. Call periodically. */
  async tick(): Promise<void> {
    if (!this.#isNeeded) {
      this.#last = undefined
      this.#recent = []
      return
    }
    const totals = await this.#options.totals()
    const [before, now] = [this.#last, { totals, atMs: this.#monotonicMs() }]
    this.#last = now
    if (!before) return

    const activity = this.#activity(before, now)
    this.#recent = [...this.#recent.slice(1 - RECENT_MAX), activity]
    for (const listener of this.#listeners) listener(activity)
  }

  get #isNeeded(): boolean {
    return this.#listeners.size > 0 || this.#monotonicMs() < this.#leftAtMs + LINGER_MS
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
