import type {
  AcquireResult,
  LockPort,
  LockRequest,
  ReleaseOutcome,
} from '../../application/ports/lock.port.ts'

interface Claim {
  readonly keys: readonly string[]
  readonly deadlineMs: number
  readonly idempotencyKey: string | undefined
}

/** Locks within this process. */
export class InProcessLock implements LockPort {
  readonly #claims = new Map<string, Claim>()
  readonly #monotonicMs: () => number

  /** @param monotonicMs a clock that is never set back, in milliseconds from any start */
  constructor(monotonicMs: () => number = () => performance.now()) {
    this.#monotonicMs = monotonicMs
  }

  async acquire(request: LockRequest): Promise<AcquireResult> {
    const { ttlMs, idempotencyKey } = request
    const nowMs = this.#monotonicMs()
    const keys = keysOf(request)
    const holder = this.#holderOf(keys, nowMs)
    if (holder) {
      const repeated = idempotencyKey !== undefined && holder.idempotencyKey === idempotencyKey
      return { outcome: 'refused', reason: repeated ? 'in-flight' : 'locked' }
    }

    const claim = { keys, deadlineMs: nowMs + ttlMs, idempotencyKey }
    for (const key of keys) this.#claims.set(key, claim)
    return { outcome: 'acquired', lease: { release: async () => this.#release(claim) } }
  }

  #holderOf(keys: readonly string[], nowMs: number): Claim | undefined {
    for (const key of keys) {
      const claim = this.#claims.get(key)
      if (claim && nowMs < claim.deadlineMs) return claim
    }
    return undefined
  }

  #release(claim: Claim): ReleaseOutcome {
    const expired = this.#monotonicMs() >= claim.deadlineMs
    let isWhole = true
    for (const key of claim.keys) {
      if (this.#claims.get(key) === claim) this.#claims.delete(key)
      else isWhole = false
    }
    return isWhole && !expired ? 'released' : 'lost'
  }
}

/** The length prefix keeps keys unique for ids with any characters: ("a", "b:c") and ("a:b", "c") differ. */
function keysOf({ eventId, seatIds, clientId }: LockRequest): string[] {
  const event = `${eventId.length}:${eventId}`
  const keys = seatIds.map((seatId) => `${event}:seat:${seatId}`)
  if (clientId !== undefined) keys.push(`client:${clientId}`)
  return keys
}
