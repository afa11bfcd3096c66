import { setTimeout as delay } from 'node:timers/promises'

import type { RedisClient } from './redis-client.ts'
import { StoreClaimedError } from './store-claimed-error.ts'

/**
 * Claims the key for a store, or renews its claim.
 *
 * KEYS[1]  the key
 * ARGV[1]  the store's id
 * ARGV[2]  time to live in milliseconds
 * Returns  nothing when the store has the claim, else the time to live of another store's claim in milliseconds, or -1
 *          if it does not expire
 */
const CLAIM = `
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return false end
if redis.pcall('GET', KEYS[1]) ~= ARGV[1] then return redis.call('PTTL', KEYS[1]) end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return false
`

/**
 * Deletes the key if it has the store's id.
 *
 * KEYS[1]  the key
 * ARGV[1]  the store's id
 * Returns  the number of deleted keys
 */
const RELEASE = `
if redis.pcall('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
`

const TTL_MS = 5_000

/** Added to the other claim's time to live, because timers and clocks are inexact. */
const MARGIN_MS = 20

/** `lost`: another store has the claim. `unknown`: Redis did not respond. */
export type StoreClaimState = 'claimed' | 'lost' | 'unknown'

export interface StoreClaimOptions {
  /** The id of the seat store, the same for all instances that share it. Called once, at the start. */
  readonly storeId: () => Promise<string>
  readonly keyPrefix: string
  /** The time to live of a claim that is no longer renewed, in milliseconds; 5 s by default. */
  readonly ttlMs?: number
  /**
   * Releases the claim on stop, so that another store does not wait for it. Only if no other instance shares the store.
   */
  readonly releaseOnStop: boolean
  /** Called when another store takes over the claim while this instance runs, and when the claim is regained. */
  readonly onChange: (state: 'claimed' | 'lost') => void
  /** Called when Redis did not respond to a renewal. */
  readonly onNoReply: () => void
}

/**
 * Claims a Redis for one seat store. With two stores, the shared locks would appear to protect a seat, while each store
 * can sell it.
 */
export class RedisStoreClaim {
  readonly #redis: RedisClient
  readonly #options: StoreClaimOptions
  readonly #key: string
  readonly #ttlMs: number
  #storeId = ''
  #state: StoreClaimState = 'unknown'
  #isLostReported = false
  #stopped = false
  #nextRenewal: NodeJS.Timeout | undefined

  constructor(redis: RedisClient, options: StoreClaimOptions) {
    this.#redis = redis
    this.#options = options
    // The keys of locks begin with lock:seat:, lock:client: or lock:{, so none of them is equal to this key.
    this.#key = `${options.keyPrefix}lock:store`
    this.#ttlMs = options.ttlMs ?? TTL_MS
  }

  get state(): StoreClaimState {
    return this.#state
  }

  /**
   * Claims Redis, or keeps trying while it cannot be reached. If another store has the claim, its time to live is
   * waited for: the claim of a crashed store expires, and the claim of a running one is renewed.
   * @throws {StoreClaimedError} when the other claim is renewed
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
    // A claim that cannot be released expires by itself.
    await this.#redis.eval(RELEASE, 1, this.#key, this.#storeId).catch(() => undefined)
  }

  /** @returns the time to live of another store's claim in milliseconds, or undefined without one */
  async #claim(): Promise<number | undefined> {
    try {
      const otherTtlMs = await this.#redis.eval(CLAIM, 1, this.#key, this.#storeId, this.#ttlMs)
      this.#state = otherTtlMs === null ? 'claimed' : 'lost'
      return otherTtlMs === null ? undefined : Number(otherTtlMs)
    } catch {
      // A lost claim remains lost until Redis replies otherwise.
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
    if (this.#stopped) return
    if (this.#state === 'unknown') {
      this.#options.onNoReply()
      return
    }
    const isLost = this.#state === 'lost'
    if (isLost === this.#isLostReported) return
    this.#isLostReported = isLost
    this.#options.onChange(this.#state)
  }
}
