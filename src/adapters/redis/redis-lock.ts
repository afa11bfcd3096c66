import { randomUUID } from 'node:crypto'

import type { Redis } from 'ioredis'

import {
  type Lease,
  type LockPort,
  type LockRequest,
  LockUnavailableError,
  type ReleaseOutcome,
} from '../../application/ports/lock.port.ts'
import { seatLockKey } from './seat-lock-key.ts'

/**
 * Takes all keys for one owner, or none. A key that already carries the owner's token counts as taken, so that
 * a command which was delivered twice gives the same answer twice.
 *
 * KEYS     the lock keys
 * ARGV[1]  the owner's token
 * ARGV[2]  time to live in milliseconds
 * Returns  1 when taken, 0 when someone else holds one of them
 */
const ACQUIRE = `
local taken = {}
for _, key in ipairs(KEYS) do
  if redis.call('SET', key, ARGV[1], 'NX', 'PX', ARGV[2]) then
    taken[#taken + 1] = key
  elseif redis.pcall('GET', key) ~= ARGV[1] then
    for _, mine in ipairs(taken) do redis.call('DEL', mine) end
    return 0
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

interface LockScripts {
  acquireSeatLocks(keyCount: number, ...keysTokenAndTtl: (string | number)[]): Promise<0 | 1>
  releaseSeatLocks(keyCount: number, ...keysAndToken: (string | number)[]): Promise<number>
}

interface Claim {
  readonly keys: readonly string[]
  readonly token: string
  readonly deadlineMs: number
}

export interface RedisLockOptions {
  /** Put in front of every key, so that several services can share one Redis. */
  readonly keyPrefix: string
  /** A clock that is never set back, in milliseconds from any start. */
  readonly monotonicMs?: () => number
}

/** Locks in one Redis server, shared by all who use the same keys. */
export class RedisLock implements LockPort {
  readonly #redis: Redis & LockScripts
  readonly #keyPrefix: string
  readonly #monotonicMs: () => number
  /** Claims that may or may not be in Redis, because no reply told. */
  readonly #doubtful = new Set<Claim>()

  constructor(
    redis: Redis,
    { keyPrefix, monotonicMs = () => performance.now() }: RedisLockOptions,
  ) {
    redis.defineCommand('acquireSeatLocks', { lua: ACQUIRE })
    redis.defineCommand('releaseSeatLocks', { lua: RELEASE })
    redis.on('ready', () => {
      this.#releaseDoubtful()
    })
    this.#redis = redis as Redis & LockScripts
    this.#keyPrefix = keyPrefix
    this.#monotonicMs = monotonicMs
  }

  async acquire({ eventId, seatIds, ttlMs }: LockRequest): Promise<Lease | undefined> {
    return this.#acquire(
      seatIds.map((seatId) => seatLockKey(eventId, seatId)),
      ttlMs,
    )
  }

  /**
   * Takes and releases a lock of its own, because a Redis that refuses or delays writes still answers a PING.
   * @throws {LockUnavailableError} when Redis does not answer as it should; it may be called again later
   */
  async probe(): Promise<void> {
    try {
      if (this.#redis.status === 'wait') await this.#redis.connect()
    } catch (error) {
      throw new LockUnavailableError('Redis cannot be reached', { cause: error })
    }
    const lease = await this.#acquire(['lock:probe'], PROBE_TTL_MS)
    await lease?.release()
  }

  async #acquire(names: readonly string[], ttlMs: number): Promise<Lease | undefined> {
    const claim: Claim = {
      keys: names.map((name) => this.#keyPrefix + name),
      token: randomUUID(),
      // Taken before sending: Redis starts its own count later, so our lease never outlives the key.
      deadlineMs: this.#monotonicMs() + ttlMs,
    }
    const { keys, token } = claim
    let granted: 0 | 1
    try {
      granted = await this.#redis.acquireSeatLocks(keys.length, ...keys, token, ttlMs)
    } catch (error) {
      // Without a reply the lock may be ours all the same, now or when a stalled Redis goes on.
      void this.#release(claim)
      throw new LockUnavailableError('Redis did not grant or refuse a lock', { cause: error })
    }
    if (granted === 0) return undefined

    if (this.#monotonicMs() >= claim.deadlineMs) {
      void this.#release(claim)
      return undefined
    }
    return { release: () => this.#release(claim) }
  }

  async #release(claim: Claim): Promise<ReleaseOutcome> {
    try {
      const { keys, token } = claim
      const released = await this.#redis.releaseSeatLocks(keys.length, ...keys, token)
      return released === keys.length ? 'released' : 'lost'
    } catch {
      // Redis forgets the keys by itself at the deadline; with a new connection we let them go before that.
      this.#forgetExpired()
      this.#doubtful.add(claim)
      return 'unknown'
    }
  }

  #releaseDoubtful(): void {
    this.#forgetExpired()
    const claims = [...this.#doubtful]
    this.#doubtful.clear()
    for (const claim of claims) void this.#release(claim)
  }

  /** The oldest come first, so this stops at the first that still counts. */
  #forgetExpired(): void {
    const nowMs = this.#monotonicMs()
    for (const claim of this.#doubtful) {
      if (nowMs < claim.deadlineMs) return
      this.#doubtful.delete(claim)
    }
  }
}
