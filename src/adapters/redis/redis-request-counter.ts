import type { IncrementResponse, Options } from 'express-rate-limit'
import { type RedisReply, RedisStore } from 'rate-limit-redis'

import type { RedisClient } from './redis-client.ts'

export interface RedisRequestCounterOptions {
  /** Put in front of every key, so that several services can share one Redis. */
  readonly keyPrefix: string
  /** How long requests of a client are counted, from its first one on. */
  readonly windowMs: number
}

/** Counts the requests that come to all who share a Redis, in a key for each client that goes with its window. */
export class RedisRequestCounter {
  readonly #store: RedisStore

  constructor(redis: RedisClient, { keyPrefix, windowMs }: RedisRequestCounterOptions) {
    this.#store = new RedisStore({
      prefix: `${keyPrefix}rate:`,
      // Asked to load a script and to run it by its hash, as the library does, a Redis that was away at the start
      // would never count again. Told that a script's hash is the script, the library sends it whole each time.
      sendCommand: async (command, ...args) => {
        const [script = '', keyCount = '', ...keysAndArguments] = args
        if (command === 'SCRIPT') return keyCount
        return (await redis.eval(script, keyCount, ...keysAndArguments)) as RedisReply
      },
    })
    // Nothing is sent for it, so it cannot fail.
    void this.#store.init({ windowMs } as Options)
  }

  /** @throws when Redis does not count the request within a command's time */
  async increment(client: string): Promise<IncrementResponse> {
    return this.#store.increment(client)
  }
}
