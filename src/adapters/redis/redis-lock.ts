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
import { type Claim, Claims, type KeyGroup } from './claims.ts'
import { hashTag, lockKeys } from './lock-keys.ts'
import { type LockStep, lockSteps, type StepReply } from './lock-steps.ts'
import type { RedisClient } from './redis-client.ts'

/** Long enough for a slow reply, and short enough if the key is not released. */
const PROBE_TTL_MS = 1_000

export interface RedisLockOptions {
  /** The prefix of all keys, so that several services can share one Redis. */
  readonly keyPrefix: string
  /** A clock that is never set back, in milliseconds from any start. */
  readonly monotonicMs?: () => number
}

/** Locks in Redis, shared by all processes that use the same keys. */
export class RedisLock implements LockPort {
  readonly #redis: RedisClient
  readonly #steps: Batcher<LockStep, StepReply>
  readonly #keyPrefix: string
  readonly #monotonicMs: () => number
  readonly #claims = new Claims()
  /** Why there is no connection. Errors of commands do not have the reason. */
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
    return this.#acquire(lockKeys(request), request.ttlMs, request.idempotencyKey)
  }

  /**
   * Takes and releases a test lock, because a Redis that refuses or delays writes still replies to PING.
   * @throws {LockUnavailableError} when one of them fails
   */
  async probe(): Promise<void> {
    // Here too, so that a long outage does not collect claims.
    this.#claims.removeExpired(this.#monotonicMs())
    // When the database cannot be selected, ioredis continues with another one, where other instances do not see our
    // locks.
    const { options } = this.#redis
    const db = 'db' in options && options.db
    if (db) await this.#redis.select(db).catch((error: unknown) => this.#unavailable(error))

    const probe = await this.#acquire([`lock:probe:${randomUUID()}`], PROBE_TTL_MS)
    if (probe.outcome === 'refused' || (await probe.lease.release()) !== 'released') {
      throw new LockUnavailableError('Redis did not release a lock')
    }
    this.#retryReleases()
  }

  /** Releases all locks that are still held. */
  async releaseAll(): Promise<void> {
    await Promise.all(Array.from(this.#claims, (claim) => this.#release(claim)))
  }

  async #acquire(
    names: readonly string[],
    ttlMs: number,
    idempotencyKey?: string,
  ): Promise<AcquireResult> {
    const mark = idempotencyKey === undefined ? '' : markOf(idempotencyKey)
    // Read before sending. Redis starts the expiry later, so the lease never outlives a key.
    const deadlineMs = this.#monotonicMs() + ttlMs
    const claim = this.#claims.add(randomUUID() + mark, ttlMs)
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
   * In a Cluster, the keys of different slots need separate commands. All callers take them in the same order, so one
   * of several competing callers always succeeds.
   */
  #groupsOf(names: readonly string[]): readonly KeyGroup[] {
    const keys = names.map((name) => this.#keyPrefix + name)
    return this.#redis instanceof Cluster ? [...Map.groupBy(keys.sort(), hashTag).values()] : [keys]
  }

  /** @returns the value of a key held by another owner, or undefined when the keys were taken */
  async #take(keys: KeyGroup, claim: Claim): Promise<string | undefined> {
    const { groups, token, ttlMs } = claim
    groups.push(keys)
    let answer: StepReply
    try {
      answer = await this.#steps.call({ kind: 'take', keys, token, ttlMs })
    } catch (error) {
      // Without a reply, the lock may still have been granted, or will be when a stalled Redis continues.
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
      this.#claims.remove(claim)
      return counts.every((count, index) => count === groups[index]?.length) ? 'released' : 'lost'
    } catch {
      // The keys expire by themselves, and are released earlier if Redis responds again before.
      claim.retryUntilMs ??= this.#monotonicMs() + ttlMs
      return 'unknown'
    }
  }

  #retryReleases(): void {
    for (const claim of this.#claims.toRetry(this.#monotonicMs())) void this.#release(claim)
  }

  #unavailable(error: unknown): never {
    throw new LockUnavailableError('Redis did not grant or refuse a lock', {
      cause: this.#connectionError ?? error,
    })
  }
}

/** The suffix of a lock's token, by which a repetition of the same request is recognised. */
function markOf(idempotencyKey: string): string {
  return `:${createHash('sha256').update(idempotencyKey).digest('base64url')}`
}
