import type { Store } from 'express-rate-limit'

type RequestCounter = Pick<Store, 'increment'>
type Count = Awaited<ReturnType<RequestCounter['increment']>>

export type RequestCounterMode = 'primary' | 'fallback'

export interface FailoverRequestCounterOptions {
  readonly primary: RequestCounter
  /** Used while the primary cannot count. */
  readonly fallback: RequestCounter
  readonly probeIntervalMs: number
  /** Called once for each change of mode; `cause` is what the primary said last. */
  readonly onModeChange: (mode: RequestCounterMode, cause?: unknown) => void
  /** A clock that is never set back, in milliseconds from any start. */
  readonly monotonicMs?: () => number
}

/**
 * Goes on counting in a second place while the first one cannot, and returns to it by itself: now and then a request
 * is counted in both, and does not wait for the first.
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
      // Still away, which has been reported already.
      return
    }
    if (this.#mode === 'primary') return
    this.#mode = 'primary'
    this.#options.onModeChange('primary')
  }
}
