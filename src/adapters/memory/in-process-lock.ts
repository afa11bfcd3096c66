import type {
  Lease,
  LockPort,
  LockRequest,
  ReleaseOutcome,
} from '../../application/ports/lock.port.ts'

interface Claim {
  readonly keys: readonly string[]
  readonly deadlineMs: number
}

/** Locks among the callers of this one process. */
export class InProcessLock implements LockPort {
  readonly #claims = new Map<string, Claim>()
  readonly #monotonicMs: () => number

  /** @param monotonicMs a clock that is never set back, in milliseconds from any start */
  constructor(monotonicMs: () => number = () => performance.now()) {
    this.#monotonicMs = monotonicMs
  }

  async acquire({ eventId, seatIds, ttlMs }: LockRequest): Promise<Lease | undefined> {
    const nowMs = this.#monotonicMs()
    // JSON keeps ("a", "b:c") and ("a:b", "c") apart, whatever characters the ids are made of.
    const keys = seatIds.map((seatId) => JSON.stringify([eventId, seatId]))
    if (keys.some((key) => this.#isHeld(key, nowMs))) return undefined

    const claim = { keys, deadlineMs: nowMs + ttlMs }
    for (const key of keys) this.#claims.set(key, claim)
    return { release: async () => this.#release(claim) }
  }

  #isHeld(key: string, nowMs: number): boolean {
    const claim = this.#claims.get(key)
    return claim !== undefined && nowMs < claim.deadlineMs
  }

  #release(claim: Claim): ReleaseOutcome {
    const expired = this.#monotonicMs() >= claim.deadlineMs
    const owned = claim.keys.filter((key) => this.#claims.get(key) === claim)
    for (const key of owned) this.#claims.delete(key)
    return !expired && owned.length === claim.keys.length ? 'released' : 'lost'
  }
}
