import { setTimeout as delay } from 'node:timers/promises'

import { Cluster, Redis } from 'ioredis'

import { type FailFast, failFast } from './fail-fast.ts'
import { connectClusterClient, createClusterClient } from './redis-cluster-client.ts'
import {
  type ClusterTarget,
  type Endpoint,
  parseRedisUrl,
  type SentinelTarget,
} from './redis-url.ts'

export type RedisClient = Redis | Cluster

/** Most clients connect again for as long as they live. */
type ClientOptions = Omit<FailFast, 'retryStrategy'> & {
  readonly retryStrategy: (attempt: number) => number | null
}

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

/**
 * A client of one server, whichever tells the messages that are published at any of them: of a Cluster any node does.
 * It is not connected yet, and when it loses its connection it is at its end.
 * @param nodes the nodes of the Cluster that are known by now; those of the URL when there are none
 */
export function createMessageClient(
  { url, commandTimeoutMs }: RedisClientOptions,
  nodes: readonly Endpoint[] = [],
): Redis {
  const target = parseRedisUrl(url)
  const options = { ...failFast(commandTimeoutMs), retryStrategy: giveUp }
  switch (target.kind) {
    case 'single':
      return new Redis(target.url, options)
    case 'sentinel':
      return createSentinelClient(target, options)
    case 'cluster':
      return createNodeClient(target, nodes, options)
  }
}

function createNodeClient(
  { nodes, username, password, tls }: ClusterTarget,
  knownNodes: readonly Endpoint[],
  options: ClientOptions,
): Redis {
  // A node of the URL may have left the Cluster and still be up.
  const all = knownNodes.length > 0 ? knownNodes : nodes
  // The next attempt most probably finds another one.
  const { host = '', port = 0 } = all[Math.floor(Math.random() * all.length)] ?? {}
  return new Redis({ ...options, host, port, username, password, ...(tls && { tls: {} }) })
}

function giveUp(): null {
  return null
}

/** The nodes of the Cluster that a client is connected to; none of any other client. */
export function clusterNodes(redis: RedisClient): Endpoint[] {
  if (!(redis instanceof Cluster) || redis.status !== 'ready') return []
  return redis.nodes().map(({ options: { host = '', port = 0 } }) => ({ host, port }))
}

/** Asks the Sentinels for the master whenever it connects. They cut the connections of a master that they demote. */
function createSentinelClient(target: SentinelTarget, options: ClientOptions): Redis {
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
    sentinelRetryStrategy: options.retryStrategy,
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
