import type { RefreshPace, RefreshPacePort } from '../../application/ports/refresh-pace.port.ts'

/** How many readers can be notified of changes in one tick with less than half of a core. With more, refreshes are rarer. */
const READERS_PER_TICK = 5_000

export interface TickPaceOptions {
  /** After how many ticks without a refresh one begins unasked, in case a change was not announced. */
  readonly ticksWithoutMax: number
}

interface PacedRefreshOptions extends TickPaceOptions {
  readonly refresh: () => Promise<void>
  readonly countReaders: () => number
}

/** Paces refreshes by the ticks of a timer. */
export function paceByTicks(options: TickPaceOptions): RefreshPacePort {
  return {
    create: (refresh, countReaders) => new PacedRefresh({ ...options, refresh, countReaders }),
  }
}

/**
 * The refreshes of one event. The first request after a rest begins one at once; later requests share the next one, a
 * tick later or, with many readers, several.
 */
class PacedRefresh implements RefreshPace {
  readonly #options: PacedRefreshOptions
  /** How many ticks there were since a refresh began. */
  #ticksWithout = Infinity
  #isRunning = false
  #requested: PromiseWithResolvers<void> | undefined

  constructor(options: PacedRefreshOptions) {
    this.#options = options
  }

  request(): Promise<void> {
    this.#requested ??= Promise.withResolvers()
    const { promise } = this.#requested
    this.#beginIfDue()
    return promise
  }

  /** One tick. */
  advance(): void {
    this.#ticksWithout++
    this.#beginIfDue()
    if (this.#ticksWithout < this.#options.ticksWithoutMax) return
    this.request().catch(() => {
      // The refresh reports its failures itself.
    })
  }

  #beginIfDue(): void {
    const requested = this.#requested
    const { refresh, countReaders } = this.#options
    const ticksMin = 1 + Math.floor(countReaders() / READERS_PER_TICK)
    if (!requested || this.#isRunning || this.#ticksWithout < ticksMin) return
    this.#requested = undefined
    this.#isRunning = true
    this.#ticksWithout = 0
    refresh()
      .finally(() => {
        this.#isRunning = false
        this.#beginIfDue()
      })
      .then(requested.resolve, requested.reject)
  }
}
