import { setTimeout as delay } from 'node:timers/promises'

import { Cluster, Redis } from 'ioredis'

import { type FailFast, failFast, reconnectDelayMs } from './fail-fast.ts'
import { connectClusterClient, createClusterClient } from './redis-cluster-client.ts'
import { parseRedisUrl, type SentinelTarget } from './redis-url.ts'

export type RedisClient = Redis | Cluster

export interface RedisClientOptions {
  /** In one of the forms that `parseRedisUrl` reads. */
  readonly url: string
  /** How long one command may take before it is given up, in milliseconds. */
  readonly commandTimeoutMs: number
}

/**
 * A Redis client that fails fast and never runs a command twice: whether a lock was granted is known within
 * `commandTimeoutMs`, or will not be. It is not connected yet.
 */
export function createRedisClient({ url, commandTimeoutMs }: RedisClientOptions): RedisClient {
  const target = parseRedisUrl(url)
  const options = failFast(commandTimeoutMs)
  switch (target.kind) {
    case 'single':
      return new Redis(target.url, options)
    case 'sentinel':
      return createSentinelClient(target, options)
    case 'cluster':
      return createClusterClient(target, options)
  }
}

/** Asks the Sentinels for the master whenever it connects. They cut the connections of a master that they demote. */
function createSentinelClient(target: SentinelTarget, options: FailFast): Redis {
  const { sentinels, masterName, db, username, password, sentinelPassword, tls } = target
  return new Redis({
    ...options,
    sentinels: [...sentinels],
    name: masterName,
    db,
    username,
    password,
    sentinelPassword,
    sentinelCommandTimeout: options.commandTimeout,
    // When none of them answers they are asked again, for ever: giving up would be the end of the client.
    sentinelRetryStrategy: reconnectDelayMs,
    ...(tls && { tls: {}, sentinelTLS: {}, enableTLSForSentinelMode: true }),
  })
}

/**
 * Begins to connect, and resolves when that has succeeded or failed, or has taken as long as a command may: a Redis
 * that is loading its data can take minutes. The client goes on trying by itself in any case.
 */
export async function connectRedisClient(redis: RedisClient): Promise<void> {
  const options = redis instanceof Cluster ? redis.options.redisOptions : redis.options
  const connected = redis instanceof Cluster ? connectClusterClient(redis) : redis.connect()
  const settled = connected.catch(() => undefined)
  await Promise.race([settled, delay(options?.commandTimeout, undefined, { ref: false })])
}

/** Waits for what was sent before, such as releases of locks, for as long as a command may take, and disconnects. */
export async function closeRedisClient(redis: RedisClient): Promise<void> {
  try {
    await redis.quit()
  } catch {
    // Not connected, or not answering: there is nothing left to wait for.
    redis.disconnect()
  }
}
