import {
  type AcquireResult,
  type LockPort,
  type LockRequest,
  LockUnavailableError,
} from '../../application/ports/lock.port.ts'

export type LockMode = 'primary' | 'fallback'

export interface FailoverLockOptions {
  readonly primary: LockPort
  /** Used while the primary cannot be reached. */
  readonly fallback: LockPort
  /** Resolves when the primary answers, and rejects within a bounded time when it does not. */
  readonly probe: () => Promise<void>
  readonly probeIntervalMs: number
  /** Called once for each change of mode; `cause` is what the primary said last. */
  readonly onModeChange: (mode: LockMode, cause?: unknown) => void
}

/**
 * Goes on with a lesser lock while the better one cannot be reached, and returns to it by itself.
 *
 * For a moment around each change two callers may hold the same seat, one in each lock. That is a lock granted
 * twice, which the conditional write is there for.
 */
export class FailoverLock implements LockPort {
  readonly #options: FailoverLockOptions
  #mode: LockMode = 'primary'
  #nextProbe: NodeJS.Timeout | undefined
  #stopped = false

  constructor(options: FailoverLockOptions) {
    this.#options = options
  }

  get mode(): LockMode {
    return this.#mode
  }

  async acquire(request: LockRequest): Promise<AcquireResult> {
    const { primary, fallback } = this.#options
    if (this.#mode === 'fallback') return fallback.acquire(request)
    try {
      return await primary.acquire(request)
    } catch (error) {
      if (!(error instanceof LockUnavailableError)) throw error
      this.#fallBack(error)
      return fallback.acquire(request)
    }
  }

  /** Finds out whether the primary can be reached; either way the lock can be used afterwards. */
  async start(): Promise<void> {
    await this.#options.probe().catch((error: unknown) => {
      this.#fallBack(error)
    })
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#nextProbe)
  }

  #fallBack(cause: unknown): void {
    if (this.#mode === 'fallback') return
    this.#mode = 'fallback'
    this.#options.onModeChange('fallback', cause)
    this.#probeLater()
  }

  #probeLater(): void {
    if (this.#stopped) return
    this.#nextProbe = setTimeout(() => void this.#probe(), this.#options.probeIntervalMs).unref()
  }

  async #probe(): Promise<void> {
    try {
      await this.#options.probe()
    } catch {
      // Still away, which has been reported already.
      this.#probeLater()
      return
    }
    this.#mode = 'primary'
    this.#options.onModeChange('primary')
  }
}
