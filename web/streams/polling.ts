import { HoldfastError } from '../../client/src/index.ts'

export interface PollingOptions {
  /**
   * Reads the current state.
   * @returns how long to wait at least before the next call, in milliseconds
   */
  readonly poll: (signal: AbortSignal) => Promise<number>
  readonly onFailure: (error: unknown) => void
  /** Returns a number from 0 up to but not including 1. */
  readonly random: () => number
}

/** The pause after a failure doubles, in milliseconds. */
const FAILED_MS = 5_000
const FAILED_MS_MAX = 60_000

/** Calls a function repeatedly, with pauses that are longer after failures. */
export class Polling {
  readonly #options: PollingOptions
  #running: AbortController | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(options: PollingOptions) {
    this.#options = options
  }

  /** Has no effect while it is started. */
  start(firstMs: number): void {
    if (this.#running) return
    this.#running = new AbortController()
    this.#schedule(firstMs, 0)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#running?.abort()
    this.#running = undefined
  }

  #schedule(pauseMs: number, failures: number): void {
    const { random } = this.#options
    // Pages that lost their streams together should not poll together.
    this.#timer = setTimeout(() => void this.#poll(failures), pauseMs * (1 + random() / 2))
  }

  async #poll(failuresBefore: number): Promise<void> {
    const { poll, onFailure } = this.#options
    const { signal } = this.#running ?? {}
    if (!signal) return
    let pauseMs: number
    let failures = 0
    try {
      pauseMs = await poll(signal)
    } catch (error) {
      if (signal.aborted) return
      failures = failuresBefore + 1
      pauseMs = pauseMsAfterFailure(error, failures)
      onFailure(error)
    }
    if (!signal.aborted) this.#schedule(pauseMs, failures)
  }
}

/** At least `FAILED_MS`, unlike the pause of a request that is retried. */
function pauseMsAfterFailure(error: unknown, failures: number): number {
  const retryAfterS = error instanceof HoldfastError ? (error.retryAfterS ?? 0) : 0
  const backoffMs = FAILED_MS * 2 ** (failures - 1)
  return Math.min(Math.max(retryAfterS * 1_000, backoffMs), FAILED_MS_MAX)
}
