import { createHash, randomUUID } from 'node:crypto'

import { Cluster } from 'ioredis'

import {
  type AcquireResult,
  type LockPort,
  type LockRequest,
  LockUnavailableError,
  type ReleaseOutcome,
} from '../../application/ports/lock.port.ts'
import { hashTag, lockKeys } from './lock-keys.ts'
import type { RedisClient } from './redis-client.ts'

/**
 * Takes all keys for one owner, or none. A key that already carries the owner's token counts as taken, so that
 * a command which was delivered twice gives the same answer twice.
 *
 * KEYS     the lock keys
 * ARGV[1]  the owner's token
 * ARGV[2]  time to live in milliseconds
 * Returns  1 when taken, else what stands in a key that someone else holds
 */
const ACQUIRE = `
local taken = {}
for _, key in ipairs(KEYS) do
  if redis.call('SET', key, ARGV[1], 'NX', 'PX', ARGV[2]) then
    taken[#taken + 1] = key
  else
    local holder = redis.pcall('GET', key)
    if holder ~= ARGV[1] then
      for _, mine in ipairs(taken) do redis.call('DEL', mine) end
      return type(holder) == 'string' and holder or ''
    end
  end
end
return 1
`

/**
 * Deletes those keys that still carry the owner's token (the "compare and delete" of the Redis manual's page on
 * distributed locks).
 *
 * KEYS     the lock keys
 * ARGV[1]  the owner's token
 * Returns  how many keys were the owner's
 */
const RELEASE = `
local released = 0
for _, key in ipairs(KEYS) do
  if redis.pcall('GET', key) == ARGV[1] then
    released = released + redis.call('DEL', key)
  end
end
return released
`

/** Long enough for a slow answer, short enough not to matter when it is left behind. */
const PROBE_TTL_MS = 1_000

/** Keys that one command can take together. */
type KeyGroup = readonly string[]

/** Keys that carry our token in Redis, for all we know. */
interface Claim {
  readonly groups: Set<KeyGroup>
  readonly token: string
  readonly ttlMs: number
  /** Set when a release got no answer: until then it is worth trying again. */
  retryUntilMs?: number
}

export interface RedisLockOptions {
  /** Put in front of every key, so that several services can share one Redis. */
  readonly keyPrefix: string
  /** A clock that is never set back, in milliseconds from any start. */
  readonly monotonicMs?: () => number
}

/**
 * Locks in one Redis server, shared by all who use the same keys.
 *
 * Its scripts are sent whole each time: EVALSHA saves a few bytes, but a Redis that forgot the script would need a
 * second command, and with it twice the time.
 */
export class RedisLock implements LockPort {
  readonly #redis: RedisClient
  readonly #keyPrefix: string
  readonly #monotonicMs: () => number
  readonly #claims = new Set<Claim>()
  /** Why there is no connection; what a command then says of it is only that there is none. */
  #connectionError: Error | undefined

  constructor(
    redis: RedisClient,
    { keyPrefix, monotonicMs = () => performance.now() }: RedisLockOptions,
  ) {
    this.#redis = redis
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

  async acquire(request: LockRequest): Promise<AcquireResult> {
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
    const claim: Claim = { groups: new Set(), token: randomUUID() + mark, ttlMs }
    // Taken before sending: Redis starts its own count later, so our lease never outlives a key.
    const deadlineMs = this.#monotonicMs() + ttlMs
    this.#claims.add(claim)
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
    groups.add(keys)
    let answer: unknown
    try {
      answer = await this.#redis.eval(ACQUIRE, keys.length, ...keys, token, ttlMs)
    } catch (error) {
      // Without a reply the lock may be ours all the same, now or when a stalled Redis goes on.
      void this.#release(claim)
      this.#unavailable(error)
    }
    if (answer === 1) return undefined
    groups.delete(keys)
    return String(answer)
  }

  async #release(claim: Claim): Promise<ReleaseOutcome> {
    const { groups, token, ttlMs } = claim
    try {
      const owned = await Promise.all(
        Array.from(groups, async (keys) => {
          const released = await this.#redis.eval(RELEASE, keys.length, ...keys, token)
          return released === keys.length
        }),
      )
      this.#claims.delete(claim)
      return owned.every(Boolean) ? 'released' : 'lost'
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
      if (claim.retryUntilMs !== undefined && claim.retryUntilMs < nowMs) this.#claims.delete(claim)
    }
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
