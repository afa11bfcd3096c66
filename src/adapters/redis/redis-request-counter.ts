import type { IncrementResponse, Options } from 'express-rate-limit'
import { type RedisReply, RedisStore } from 'rate-limit-redis'

import type { RedisClient } from './redis-client.ts'

export interface RedisRequestCounterOptions {
  /** The prefix of all keys, so that several services can share one Redis. */
  readonly keyPrefix: string
  /** The length of a client's window, which begins with its first request. */
  readonly windowMs: number
}

/** Counts the requests of each client to all instances that share a Redis, in a key that expires with the window. */
export class RedisRequestCounter {
  readonly #store: RedisStore

  constructor(redis: RedisClient, { keyPrefix, windowMs }: RedisRequestCounterOptions) {
    this.#store = new RedisStore({
      prefix: `${keyPrefix}rate:`,
      // The library loads its scripts once and runs them by their hash. If Redis is unavailable at the start, it would
      // never count. Returning the script itself as its hash makes the library send the whole script each time.
      sendCommand: async (command, ...args) => {
        const [script = '', keyCount = '', ...keysAndArguments] = args
        if (command === 'SCRIPT') return keyCount
        return (await redis.eval(script, keyCount, ...keysAndArguments)) as RedisReply
      },
    })
    // This sends no command, so it cannot fail.
    void this.#store.init({ windowMs } as Options)
  }

  /** @throws when Redis does not count the request within the command timeout */
  async increment(client: string): Promise<IncrementResponse> {
    return this.#store.increment(client)
  }
}
