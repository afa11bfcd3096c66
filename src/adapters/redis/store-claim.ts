import { setTimeout as delay } from 'node:timers/promises'

import type { RedisClient } from './redis-client.ts'

/**
 * Claims the key for a store, or renews the claim that the store has.
 *
 * KEYS[1]  the key
 * ARGV[1]  the store's id
 * ARGV[2]  time to live in milliseconds
 * Returns  nothing when the claim is the store's own, else for how many milliseconds another's will live, -1 for ever
 */
const CLAIM = `
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return false end
if redis.pcall('GET', KEYS[1]) ~= ARGV[1] then return redis.call('PTTL', KEYS[1]) end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return false
`

/**
 * Deletes the key if it carries the store's id.
 *
 * KEYS[1]  the key
 * ARGV[1]  the store's id
 * Returns  how many keys were deleted
 */
const RELEASE = `
if redis.pcall('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
`

const TTL_MS = 5_000

/** Beyond another's time to live, because timers and two machines' clocks are not that exact. */
const MARGIN_MS = 20

/** `lost`: another store has it. `unknown`: Redis gave no answer. */
export type StoreClaimState = 'claimed' | 'lost' | 'unknown'

export interface StoreClaimOptions {
  /** The same for all instances that share one store of seats, and no others. Asked for once, at the start. */
  readonly storeId: () => Promise<string>
  readonly keyPrefix: string
  /** How long a claim outlives the instances that renew it, in milliseconds; 5 s by default. */
  readonly ttlMs?: number
  /** Spares the next store the wait; only where no other instance can have the same store. */
  readonly releaseOnStop: boolean
  /** Called once when another store takes the claim over while this instance runs, and once when it is regained. */
  readonly onChange: (state: 'claimed' | 'lost') => void
}

/** Another store of seats keeps its locks in this Redis. */
export class StoreClaimedError extends Error {
  override readonly name = 'StoreClaimedError'

  constructor() {
    super(
      'Redis keeps the locks of another seat store. Let all instances share one database by setting DATABASE_URL, ' +
        'or give this one a REDIS_URL or a LOCK_KEY_PREFIX of its own.',
    )
  }
}

/**
 * Keeps a Redis for one store of seats. Locks in a Redis that two stores share would look as if they kept two buyers
 * from one seat, while each store sells it.
 */
export class RedisStoreClaim {
  readonly #redis: RedisClient
  readonly #options: StoreClaimOptions
  readonly #key: string
  readonly #ttlMs: number
  #storeId = ''
  #state: StoreClaimState = 'unknown'
  #saidLost = false
  #stopped = false
  #nextRenewal: NodeJS.Timeout | undefined

  constructor(redis: RedisClient, options: StoreClaimOptions) {
    this.#redis = redis
    this.#options = options
    // Locks begin with lock:seat:, lock:client: or lock:{, so none of them can have this name.
    this.#key = `${options.keyPrefix}lock:store`
    this.#ttlMs = options.ttlMs ?? TTL_MS
  }

  get state(): StoreClaimState {
    return this.#state
  }

  /**
   * Claims Redis, or goes on trying to while it cannot be reached. A claim of another store is waited for as long as
   * it has to live: one whose owners crashed runs out, and one that is renewed stays.
   * @throws {StoreClaimedError} when it stays
   */
  async start(): Promise<void> {
    this.#storeId = await this.#options.storeId()
    const otherTtlMs = await this.#claim()
    if (otherTtlMs !== undefined) {
      await delay(Math.min(otherTtlMs, this.#ttlMs) + MARGIN_MS)
      if ((await this.#claim()) !== undefined) throw new StoreClaimedError()
    }
    this.#renewLater()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#nextRenewal)
    if (!this.#options.releaseOnStop) return
    // A claim that cannot be released runs out by itself.
    await this.#redis.eval(RELEASE, 1, this.#key, this.#storeId).catch(() => undefined)
  }

  /** @returns how long the claim of another store has to live, in milliseconds; nothing when there is none */
  async #claim(): Promise<number | undefined> {
    try {
      const otherTtlMs = await this.#redis.eval(CLAIM, 1, this.#key, this.#storeId, this.#ttlMs)
      this.#state = otherTtlMs === null ? 'claimed' : 'lost'
      return otherTtlMs === null ? undefined : Number(otherTtlMs)
    } catch {
      // What another store has taken it keeps, until Redis says otherwise.
      if (this.#state !== 'lost') this.#state = 'unknown'
      return undefined
    }
  }

  #renewLater(): void {
    if (this.#stopped) return
    this.#nextRenewal = setTimeout(() => void this.#renew(), this.#ttlMs / 3).unref()
  }

  async #renew(): Promise<void> {
    await this.#claim()
    this.#report()
    this.#renewLater()
  }

  #report(): void {
    const isLost = this.#state === 'lost'
    if (this.#stopped || this.#state === 'unknown' || isLost === this.#saidLost) return
    this.#saidLost = isLost
    this.#options.onChange(this.#state)
  }
}
