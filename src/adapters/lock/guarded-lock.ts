import type {
  AcquireResult,
  Lease,
  LockPort,
  LockRequest,
} from '../../application/ports/lock.port.ts'

export interface GuardedLockOptions {
  /** A lock within this process. */
  readonly guard: LockPort
  /** The lock shared with other processes. */
  readonly lock: LockPort
}

/**
 * Refuses a lock that another caller of this process holds, without a request to the lock server. When many buyers
 * compete for one seat, this applies to nearly every request.
 */
export class GuardedLock implements LockPort {
  readonly #guard: LockPort
  readonly #lock: LockPort

  constructor({ guard, lock }: GuardedLockOptions) {
    this.#guard = guard
    this.#lock = lock
  }

  async acquire(request: LockRequest): Promise<AcquireResult> {
    const near = await this.#guard.acquire(request)
    if (near.outcome === 'refused') return near
    let far: AcquireResult | undefined
    try {
      far = await this.#lock.acquire(request)
    } finally {
      if (far?.outcome !== 'acquired') void near.lease.release()
    }
    return far.outcome === 'acquired'
      ? { outcome: 'acquired', lease: both(near.lease, far.lease) }
      : far
  }
}

/**
 * Releases the guard first and does not wait for it. The next caller's request follows the release on the same
 * connection, so it arrives after it.
 */
function both(near: Lease, far: Lease): Lease {
  return {
    release: () => {
      void near.release()
      return far.release()
    },
  }
}
