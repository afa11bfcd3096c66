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

/** Options that also allow clients that do not reconnect. */
type ClientOptions = Omit<FailFast, 'retryStrategy'> & {
  readonly retryStrategy: (attempt: number) => number | null
}

export interface RedisClientOptions {
  /** In a form that `parseRedisUrl` accepts. */
  readonly url: string
  /** The timeout of a command, in milliseconds. */
  readonly commandTimeoutMs: number
}

/**
 * Creates a client that fails fast and never runs a command twice. Each command is answered within `commandTimeoutMs`,
 * or rejected. The client is not connected yet.
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
 * Creates a client for subscriptions. It connects to a single server, because every node of a Cluster delivers all
 * published messages. The client is not connected yet, and does not reconnect when its connection is lost.
 * @param nodes the currently known nodes of the Cluster; without any, those of the URL are used
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
  // A node of the URL may have left the Cluster while it still runs.
  const all = knownNodes.length > 0 ? knownNodes : nodes
  // A random node, so that the next attempt probably uses another one.
  const { host = '', port = 0 } = all[Math.floor(Math.random() * all.length)] ?? {}
  return new Redis({ ...options, host, port, username, password, ...(tls && { tls: {} }) })
}

function giveUp(): null {
  return null
}

/** The nodes of the Cluster that a client is connected to. Empty for other clients. */
export function clusterNodes(redis: RedisClient): Endpoint[] {
  if (!(redis instanceof Cluster) || redis.status !== 'ready') return []
  return redis.nodes().map(({ options: { host = '', port = 0 } }) => ({ host, port }))
}

/**
 * The client asks the Sentinels for the master on each connect. Sentinels close the connections of a demoted master.
 */
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
    // Retries indefinitely when no Sentinel responds. Otherwise the client would end.
    sentinelRetryStrategy: options.retryStrategy,
    ...(tls && { tls: {}, sentinelTLS: {}, enableTLSForSentinelMode: true }),
  })
}

/**
 * Starts to connect. Resolves when this has succeeded or failed, or after the command timeout: a Redis that loads its
 * data can take minutes. The client keeps trying in any case.
 */
export async function connectRedisClient(redis: RedisClient): Promise<void> {
  const options = redis instanceof Cluster ? redis.options.redisOptions : redis.options
  const connected = redis instanceof Cluster ? connectClusterClient(redis) : redis.connect()
  const settled = connected.catch(() => undefined)
  await Promise.race([settled, delay(options?.commandTimeout, undefined, { ref: false })])
}

/** Waits for pending commands, such as releases of locks, up to the command timeout, and disconnects. */
export async function closeRedisClient(redis: RedisClient): Promise<void> {
  try {
    await redis.quit()
  } catch {
    // Redis is not connected or does not respond.
    redis.disconnect()
  }
}
