import {
  type Lease,
  type LockPort,
  type LockRequest,
  LockUnavailableError,
} from '../../application/ports/lock.port.ts'
import type { LockBackend, Metrics } from './metrics.ts'

/** Counts what becomes of a lock's acquires and releases, and changes nothing else. */
export class MeteredLock implements LockPort {
  readonly #lock: LockPort
  readonly #backend: LockBackend
  readonly #metrics: Metrics

  constructor(lock: LockPort, backend: LockBackend, metrics: Metrics) {
    this.#lock = lock
    this.#backend = backend
    this.#metrics = metrics
  }

  async acquire(request: LockRequest): Promise<Lease | undefined> {
    let lease: Lease | undefined
    try {
      lease = await this.#lock.acquire(request)
    } catch (error) {
      if (error instanceof LockUnavailableError) {
        this.#metrics.lockAcquired(this.#backend, 'unavailable')
      }
      throw error
    }
    this.#metrics.lockAcquired(this.#backend, lease ? 'acquired' : 'busy')
    return lease && this.#metered(lease)
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
