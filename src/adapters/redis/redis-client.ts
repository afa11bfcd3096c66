import { setTimeout as delay } from 'node:timers/promises'

import { Redis } from 'ioredis'

export interface RedisClientOptions {
  readonly url: string
  /** How long one command may take before it is given up, in milliseconds. */
  readonly commandTimeoutMs: number
}

/** Between attempts to connect; short, because bookings run on a lesser lock meanwhile. */
const RECONNECT_DELAY_MS_MAX = 1_000

/**
 * A Redis client that fails fast and never runs a command twice. ioredis waits and resends by default, which suits
 * a cache; a lock needs to know within `commandTimeoutMs` whether it was granted. It is not connected yet.
 */
export function createRedisClient({ url, commandTimeoutMs }: RedisClientOptions): Redis {
  return new Redis(url, {
    lazyConnect: true,
    connectTimeout: commandTimeoutMs,
    commandTimeout: commandTimeoutMs,
    // Whoever disconnects has waited for all that is worth waiting for.
    disconnectTimeout: 0,
    // A connection that swallows everything is replaced; a Redis that is only slow keeps it for one more command.
    socketTimeout: 2 * commandTimeoutMs,
    // A command that cannot be sent now is refused now, and one whose reply was lost is never sent again.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 10), RECONNECT_DELAY_MS_MAX),
  })
}

/**
 * Begins to connect, and resolves when that has succeeded or failed, or has taken as long as a command may: a Redis
 * that is loading its data can take minutes. The client goes on trying by itself in any case.
 */
export async function connectRedisClient(redis: Redis): Promise<void> {
  const settled = redis.connect().catch(() => undefined)
  await Promise.race([settled, delay(redis.options.commandTimeout, undefined, { ref: false })])
}

/** Waits for what was sent before, such as releases of locks, for as long as a command may take, and disconnects. */
export async function closeRedisClient(redis: Redis): Promise<void> {
  try {
    await redis.quit()
  } catch {
    // Not connected, or not answering: there is nothing left to wait for.
    redis.disconnect()
  }
}
