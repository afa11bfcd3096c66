import {
  type Lease,
  type LockPort,
  type LockRequest,
  LockUnavailableError,
  type ReleaseOutcome,
} from '../../src/application/ports/lock.port.ts'

/** A lock whose leases expire, and whose server goes away, when the test says so. */
export class FakeLock implements LockPort {
  /** What became of each release, in order. */
  readonly releases: ReleaseOutcome[] = []
  unavailable = false
  readonly #owners = new Map<string, object>()

  get heldCount(): number {
    return this.#owners.size
  }

  async acquire({ eventId, seatIds }: LockRequest): Promise<Lease | undefined> {
    if (this.unavailable) throw new LockUnavailableError('the fake lock is unavailable')
    const keys = seatIds.map((seatId) => JSON.stringify([eventId, seatId]))
    if (keys.some((key) => this.#owners.has(key))) return undefined

    const owner = {}
    for (const key of keys) this.#owners.set(key, owner)
    return { release: async () => this.#release(keys, owner) }
  }

  /** What happens to the locks of a process that is paused beyond their time to live. */
  expireAll(): void {
    this.#owners.clear()
  }

  #release(keys: readonly string[], owner: object): ReleaseOutcome {
    const owned = keys.filter((key) => this.#owners.get(key) === owner)
    for (const key of owned) this.#owners.delete(key)
    const outcome = owned.length === keys.length ? 'released' : 'lost'
    this.releases.push(outcome)
    return outcome
  }
}
