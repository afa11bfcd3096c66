import {
  type AcquireResult,
  type Lease,
  type LockPort,
  type LockRequest,
  LockUnavailableError,
} from '../../application/ports/lock.port.ts'
import type { LockBackend, Metrics } from './metrics.ts'

/** Counts the outcomes of a lock's acquires and releases. */
export class MeteredLock implements LockPort {
  readonly #lock: LockPort
  readonly #backend: LockBackend
  readonly #metrics: Metrics

  constructor(lock: LockPort, backend: LockBackend, metrics: Metrics) {
    this.#lock = lock
    this.#backend = backend
    this.#metrics = metrics
  }

  async acquire(request: LockRequest): Promise<AcquireResult> {
    try {
      const result = await this.#lock.acquire(request)
      if (result.outcome === 'refused') {
        this.#metrics.lockAcquired(this.#backend, 'busy')
        return result
      }
      this.#metrics.lockAcquired(this.#backend, 'acquired')
      return { outcome: 'acquired', lease: this.#metered(result.lease) }
    } catch (error) {
      if (error instanceof LockUnavailableError) {
        this.#metrics.lockAcquired(this.#backend, 'unavailable')
      }
      throw error
    }
  }

  #metered(lease: Lease): Lease {
    return {
      release: async () => {
        const outcome = await lease.release()
        this.#metrics.lockReleased(this.#backend, outcome)
        return outcome
      },
    }
  }
}
