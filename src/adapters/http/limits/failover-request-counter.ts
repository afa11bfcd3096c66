import type { RequestCounter } from './rate-limit.ts'

type Count = Awaited<ReturnType<RequestCounter['increment']>>

export type RequestCounterMode = 'primary' | 'fallback'

export interface FailoverRequestCounterOptions {
  readonly primary: RequestCounter
  /** Used while the primary fails. */
  readonly fallback: RequestCounter
  readonly probeIntervalMs: number
  /** Called once per change of mode; `cause` is the latest error of the primary. */
  readonly onModeChange: (mode: RequestCounterMode, cause?: unknown) => void
  /** A monotonic clock, in milliseconds. */
  readonly monotonicMs?: () => number
}

/**
 * Uses the fallback while the primary fails, and probes the primary to return to it: one request per probe interval is
 * also counted in the primary, without waiting for the result.
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
      // The failure was already reported.
      return
    }
    if (this.#mode === 'primary') return
    this.#mode = 'primary'
    this.#options.onModeChange('primary')
  }
}
