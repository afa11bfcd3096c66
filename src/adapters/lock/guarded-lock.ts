import type {
  AcquireResult,
  Lease,
  LockPort,
  LockRequest,
} from '../../application/ports/lock.port.ts'

export interface GuardedLockOptions {
  /** A lock among the callers of this process. */
  readonly guard: LockPort
  /** The lock that counts, which is far away. */
  readonly lock: LockPort
}

/**
 * Answers from near by what this process knows: a lock that one of its own callers holds is refused to all others
 * without asking the server that keeps it. On a hot seat that is nearly every request.
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

/** The guard is let go at once: whoever asks next does so after the release, on the same way. */
function both(near: Lease, far: Lease): Lease {
  return {
    release: () => {
      void near.release()
      return far.release()
    },
  }
}
