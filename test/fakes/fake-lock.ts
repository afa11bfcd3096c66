import {
  type AcquireResult,
  type LockPort,
  type LockRequest,
  LockUnavailableError,
  type ReleaseOutcome,
} from '../../src/application/ports/lock.port.ts'

interface Owner {
  readonly idempotencyKey: string | undefined
}

/** A lock whose leases expire and whose server fails on demand. */
export class FakeLock implements LockPort {
  /** The results of all releases, in order. */
  readonly releases: ReleaseOutcome[] = []
  unavailable = false
  readonly #owners = new Map<string, Owner>()

  /** The number of locked seats and clients. */
  get heldCount(): number {
    return this.#owners.size
  }

  async acquire(request: LockRequest): Promise<AcquireResult> {
    if (this.unavailable) throw new LockUnavailableError('the fake lock is unavailable')
    const { idempotencyKey } = request
    const keys = keysOf(request)
    const holder = keys.map((key) => this.#owners.get(key)).find(Boolean)
    if (holder) {
      const repeated = idempotencyKey !== undefined && holder.idempotencyKey === idempotencyKey
      return { outcome: 'refused', reason: repeated ? 'in-flight' : 'locked' }
    }
    const owner = { idempotencyKey }
    for (const key of keys) this.#owners.set(key, owner)
    return { outcome: 'acquired', lease: { release: async () => this.#release(keys, owner) } }
  }

  /** Expires all leases, as if the process had been paused for longer than their time to live. */
  expireAll(): void {
    this.#owners.clear()
  }

  #release(keys: readonly string[], owner: Owner): ReleaseOutcome {
    const owned = keys.filter((key) => this.#owners.get(key) === owner)
    for (const key of owned) this.#owners.delete(key)
    const outcome = owned.length === keys.length ? 'released' : 'lost'
    this.releases.push(outcome)
    return outcome
  }
}

function keysOf({ eventId, seatIds, clientId }: LockRequest): string[] {
  const keys = seatIds.map((seatId) => JSON.stringify([eventId, 'seat', seatId]))
  if (clientId !== undefined) keys.push(JSON.stringify(['client', clientId]))
  return keys
}
