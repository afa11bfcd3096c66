import type {
  AcquireResult,
  LockPort,
  LockRequest,
  ReleaseOutcome,
} from '../../application/ports/lock.port.ts'

interface Claim {
  readonly keys: readonly string[]
  readonly deadlineMs: number
  readonly requestKey: string | undefined
}

/** Locks among the callers of this one process. */
export class InProcessLock implements LockPort {
  readonly #claims = new Map<string, Claim>()
  readonly #monotonicMs: () => number

  /** @param monotonicMs a clock that is never set back, in milliseconds from any start */
  constructor(monotonicMs: () => number = () => performance.now()) {
    this.#monotonicMs = monotonicMs
  }

  async acquire(request: LockRequest): Promise<AcquireResult> {
    const { ttlMs, requestKey } = request
    const nowMs = this.#monotonicMs()
    const keys = keysOf(request)
    const holder = this.#holderOf(keys, nowMs)
    if (holder) {
      const repeated = requestKey !== undefined && holder.requestKey === requestKey
      return { outcome: 'refused', reason: repeated ? 'in-flight' : 'locked' }
    }

    const claim = { keys, deadlineMs: nowMs + ttlMs, requestKey }
    for (const key of keys) this.#claims.set(key, claim)
    return { outcome: 'acquired', lease: { release: async () => this.#release(claim) } }
  }

  #holderOf(keys: readonly string[], nowMs: number): Claim | undefined {
    return keys
      .map((key) => this.#claims.get(key))
      .find((claim) => claim !== undefined && nowMs < claim.deadlineMs)
  }

  #release(claim: Claim): ReleaseOutcome {
    const expired = this.#monotonicMs() >= claim.deadlineMs
    const owned = claim.keys.filter((key) => this.#claims.get(key) === claim)
    for (const key of owned) this.#claims.delete(key)
    return !expired && owned.length === claim.keys.length ? 'released' : 'lost'
  }
}

/** JSON keeps ("a", "b:c") and ("a:b", "c") apart, whatever characters the ids are made of. */
function keysOf({ eventId, seatIds, clientId }: LockRequest): string[] {
  const keys = seatIds.map((seatId) => JSON.stringify([eventId, 'seat', seatId]))
  if (clientId !== undefined) keys.push(JSON.stringify([eventId, 'client', clientId]))
  return keys
}
