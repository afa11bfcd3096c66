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
  /** Resolves when the primary is available; otherwise rejects within a bounded time. */
  readonly probe: () => Promise<void>
  readonly probeIntervalMs: number
  /** Called once for each change of mode; `cause` is the last error of the primary. */
  readonly onModeChange: (mode: LockMode, cause?: unknown) => void
}

/**
 * Uses a fallback while the primary lock cannot be reached, and returns to the primary by itself.
 *
 * Around each change of mode, two callers may hold the lock of the same seat, one in each lock. The conditional write
 * still prevents the seat from being sold twice.
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

  /** Probes the primary if it is in use. Afterwards the lock can be used, with the primary or the fallback. */
  async check(): Promise<void> {
    if (this.#mode === 'fallback') return
    await this.#options.probe().catch((error: unknown) => {
      this.#fallBack(error)
    })
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#nextProbe)
  }

  #fallBack(cause: unknown): void {
    if (this.#stopped || this.#mode === 'fallback') return
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
      // Still unavailable, which has been reported already.
      this.#probeLater()
      return
    }
    this.#mode = 'primary'
    this.#options.onModeChange('primary')
  }
}
