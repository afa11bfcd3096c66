import { once } from 'node:events'

import { Cluster, type Redis } from 'ioredis'

import type { FailFast } from './fail-fast.ts'
import type { ClusterTarget } from './redis-url.ts'

/** Enough to find a slot that has moved, and few enough to fail fast when the nodes disagree. */
const REDIRECTIONS_MAX = 4

/**
 * Creates a client of a Redis Cluster. A command is resent only after a node has replied that it did not run it, and
 * then immediately.
 *
 * A lost connection to a node is not restored automatically. The next command for its slots goes to another node, and
 * so finds a replica that has taken over.
 */
export function createClusterClient(target: ClusterTarget, options: FailFast): Cluster {
  const { nodes, username, password, tls } = target
  // ioredis takes these two options for the whole Cluster, not for a node.
  const { retryStrategy, enableOfflineQueue, ...nodeOptions } = options
  const cluster = new Cluster([...nodes], {
    lazyConnect: true,
    enableOfflineQueue,
    clusterRetryStrategy: retryStrategy,
    slotsRefreshTimeout: options.commandTimeout,
    maxRedirections: REDIRECTIONS_MAX,
    retryDelayOnFailover: 0,
    retryDelayOnClusterDown: 0,
    retryDelayOnTryAgain: 0,
    // Host names are not resolved, because certificates are checked against them.
    dnsLookup: (host, done) => {
      done(null, host)
    },
    redisOptions: { ...nodeOptions, username, password, ...(tls && { tls: {} }) },
  })
  cluster.on('+node', catchAskingFailure)
  cluster.on('ready', () => void connectMasters(cluster))
  cluster.on('refresh', () => {
    if (cluster.status === 'ready') void connectMasters(cluster)
  })
  return cluster
}

/** @throws when no node can be reached */
export async function connectClusterClient(cluster: Cluster): Promise<void> {
  await cluster.connect()
  await connectMasters(cluster)
}

/**
 * Connects to all masters. Resolves when each attempt has succeeded or failed. By default, ioredis connects to a node
 * with the first command for it, and rejects commands until it is connected.
 */
async function connectMasters(cluster: Cluster): Promise<void> {
  await Promise.allSettled(
    cluster.nodes('master').map(async (node) => {
      if (node.status === 'wait') await node.connect()
      else if (node.status !== 'ready') await once(node, 'ready')
    }),
  )
}

/** While a slot moves, ioredis sends ASKING and does not handle its rejection, which would end the process. */
function catchAskingFailure(node: Redis): void {
  const asking = node.asking.bind(node)
  node.asking = () => {
    const asked = asking()
    asked.catch(() => undefined)
    return asked
  }
}
