import { createHash, randomUUID } from 'node:crypto'

import { Cluster } from 'ioredis'

import {
  type AcquireResult,
  type LockPort,
  type LockRequest,
  LockUnavailableError,
  type ReleaseOutcome,
} from '../../application/ports/lock.port.ts'
import type { Batcher } from '../../batching/batcher.ts'
import { Slots } from '../../collections/slots.ts'
import { hashTag, lockKeys } from './lock-keys.ts'
import { lockSteps, type LockStep, type StepReply } from './lock-steps.ts'
import type { RedisClient } from './redis-client.ts'

/** Long enough for a slow answer, short enough not to matter when it is left behind. */
const PROBE_TTL_MS = 1_000

/** Keys that one command can take together. */
type KeyGroup = readonly string[]

/** Keys that carry our token in Redis, for all we know. */
interface Claim {
  readonly groups: KeyGroup[]
  readonly token: string
  readonly ttlMs: number
  /** Where it is kept, until it is known to be over. */
  slot?: number | undefined
  /** Set when a release got no answer: until then it is worth trying again. */
  retryUntilMs?: number
}

export interface RedisLockOptions {
  /** Put in front of every key, so that several services can share one Redis. */
  readonly keyPrefix: string
  /** A clock that is never set back, in milliseconds from any start. */
  readonly monotonicMs?: () => number
}

/** Locks in one Redis server, shared by all who use the same keys. */
export class RedisLock implements LockPort {
  readonly #redis: RedisClient
  readonly #steps: Batcher<LockStep, StepReply>
  readonly #keyPrefix: string
  readonly #monotonicMs: () => number
  readonly #claims = new Slots<Claim>()
  /** Why there is no connection; what a command then says of it is only that there is none. */
  #connectionError: Error | undefined

  constructor(
    redis: RedisClient,
    { keyPrefix, monotonicMs = () => performance.now() }: RedisLockOptions,
  ) {
    this.#redis = redis
    this.#steps = lockSteps(redis)
    this.#keyPrefix = keyPrefix
    this.#monotonicMs = monotonicMs
    redis.on('error', (error: Error) => {
      this.#connectionError = error
    })
    redis.on('ready', () => {
      this.#connectionError = undefined
      this.#retryReleases()
    })
  }

  acquire(request: LockRequest): Promise<AcquireResult> {
    return this.#acquire(lockKeys(request), request.ttlMs, request.requestKey)
  }

  /**
   * Takes and releases a lock of its own, because a Redis that refuses or delays writes still answers a PING.
   * @throws {LockUnavailableError} when Redis does not do both
   */
  async probe(): Promise<void> {
    this.#forgetStaleClaims()
    // When a database cannot be selected, ioredis goes on in another, where nobody else would look for our locks.
    const { options } = this.#redis
    const db = 'db' in options && options.db
    if (db) await this.#redis.select(db).catch((error: unknown) => this.#unavailable(error))

    const probe = await this.#acquire([`lock:probe:${randomUUID()}`], PROBE_TTL_MS)
    if (probe.outcome === 'refused' || (await probe.lease.release()) !== 'released') {
      throw new LockUnavailableError('Redis did not release a lock')
    }
    this.#retryReleases()
  }

  /** Releases whatever is still locked, for requests that nobody waits for any more. */
  async releaseAll(): Promise<void> {
    await Promise.all(Array.from(this.#claims, (claim) => this.#release(claim)))
  }

  async #acquire(
    names: readonly string[],
    ttlMs: number,
    requestKey?: string,
  ): Promise<AcquireResult> {
    const mark = requestKey === undefined ? '' : markOf(requestKey)
    const claim: Claim = { groups: [], token: randomUUID() + mark, ttlMs }
    // Taken before sending: Redis starts its own count later, so our lease never outlives a key.
    const deadlineMs = this.#monotonicMs() + ttlMs
    claim.slot = this.#claims.put(claim)
    for (const keys of this.#groupsOf(names)) {
      const holder = await this.#take(keys, claim)
      if (holder !== undefined) {
        await this.#release(claim)
        const repeated = mark !== '' && holder.endsWith(mark)
        return { outcome: 'refused', reason: repeated ? 'in-flight' : 'locked' }
      }
      if (this.#monotonicMs() >= deadlineMs) {
        void this.#release(claim)
        return { outcome: 'refused', reason: 'locked' }
      }
    }
    return { outcome: 'acquired', lease: { release: () => this.#release(claim) } }
  }

  /**
   * A Cluster runs no command on the keys of several slots, so there one slot's keys follow another's. All callers
   * take them in the same order, and so one of any that get in each other's way gets through.
   */
  #groupsOf(names: readonly string[]): readonly KeyGroup[] {
    const keys = names.map((name) => this.#keyPrefix + name)
    return this.#redis instanceof Cluster ? [...Map.groupBy(keys.sort(), hashTag).values()] : [keys]
  }

  /** @returns what stands in a key that someone else holds; nothing when the keys are taken */
  async #take(keys: KeyGroup, claim: Claim): Promise<string | undefined> {
    const { groups, token, ttlMs } = claim
    groups.push(keys)
    let answer: StepReply
    try {
      answer = await this.#steps.call({ kind: 'take', keys, token, ttlMs })
    } catch (error) {
      // Without a reply the lock may be ours all the same, now or when a stalled Redis goes on.
      void this.#release(claim)
      this.#unavailable(error)
    }
    if (answer === 1) return undefined
    groups.pop()
    return String(answer)
  }

  async #release(claim: Claim): Promise<ReleaseOutcome> {
    const { groups, token, ttlMs } = claim
    try {
      const counts = await Promise.all(
        groups.map((keys) => this.#steps.call({ kind: 'release', keys, token })),
      )
      this.#forget(claim)
      return counts.every((count, index) => count === groups[index]?.length) ? 'released' : 'lost'
    } catch {
      // Redis forgets the keys by itself in the end; we let them go as soon as it answers again.
      claim.retryUntilMs ??= this.#monotonicMs() + ttlMs
      return 'unknown'
    }
  }

  #retryReleases(): void {
    this.#forgetStaleClaims()
    for (const claim of this.#claims) {
      if (claim.retryUntilMs !== undefined) void this.#release(claim)
    }
  }

  #forgetStaleClaims(): void {
    const nowMs = this.#monotonicMs()
    for (const claim of this.#claims) {
      if (claim.retryUntilMs !== undefined && claim.retryUntilMs < nowMs) this.#forget(claim)
    }
  }

  #forget(claim: Claim): void {
    if (claim.slot !== undefined) this.#claims.free(claim.slot)
    claim.slot = undefined
  }

  #unavailable(error: unknown): never {
    throw new LockUnavailableError('Redis did not grant or refuse a lock', {
      cause: this.#connectionError ?? error,
    })
  }
}

/** Ends the token of a lock, so that whoever finds it there can tell the same request from another. */
function markOf(requestKey: string): string {
  return `:${createHash('sha256').update(requestKey).digest('base64url')}`
}
