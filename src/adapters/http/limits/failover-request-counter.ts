import type { Store } from 'express-rate-limit'

type RequestCounter = Pick<Store, 'increment'>
type Count = Awaited<ReturnType<RequestCounter['increment']>>

export type RequestCounterMode = 'primary' | 'fallback'

export interface FailoverRequestCounterOptions {
  readonly primary: RequestCounter
  /** Used while the primary is unavailable. */
  readonly fallback: RequestCounter
  readonly probeIntervalMs: number
  /** Called once for each change of mode; `cause` is the last error of the primary. */
  readonly onModeChange: (mode: RequestCounterMode, cause?: unknown) => void
  /** A clock that is never set back, in milliseconds from any start. */
  readonly monotonicMs?: () => number
}

/**
 * Counts requests with a fallback while the primary counter is unavailable, and returns to the primary by itself: at
 * intervals, a request is counted in both, without waiting for the primary.
 */
export class FailoverRequestCounter {
  readonly #options: FailoverRequestCounterOptions
  readonly #monotonicMs: () => number
  #mode: RequestCounterMode = 'primary'
  #nextProbeMs = 0

  constructor(options: FailoverRequestCounterOptions) {
    this.#options = options
    this.#monotonicMs = options.monotonicMs ?? (() => performance.now())
  }

  async increment(client: string): Promise<Count> {
    const { primary, fallback } = this.#options
    if (this.#mode === 'primary') {
      try {
        return await primary.increment(client)
      } catch (error) {
        this.#fallBack(error)
      }
    } else if (this.#monotonicMs() >= this.#nextProbeMs) {
      this.#probeLater()
      void this.#probe(client)
    }
    return fallback.increment(client)
  }

  #fallBack(cause: unknown): void {
    if (this.#mode === 'fallback') return
    this.#mode = 'fallback'
    this.#probeLater()
    this.#options.onModeChange('fallback', cause)
  }

  #probeLater(): void {
    this.#nextProbeMs = this.#monotonicMs() + this.#options.probeIntervalMs
  }

  async #probe(client: string): Promise<void> {
    try {
      await this.#options.primary.increment(client)
    } catch {
      // Still unavailable, which has been reported already.
      return
    }
    if (this.#mode === 'primary') return
    this.#mode = 'primary'
    this.#options.onModeChange('primary')
  }
}
