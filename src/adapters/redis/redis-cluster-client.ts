import { once } from 'node:events'

import { Cluster, type Redis } from 'ioredis'

import type { FailFast } from './fail-fast.ts'
import type { ClusterTarget } from './redis-url.ts'

/** Enough to find a slot that has moved, and few enough to end at once when the nodes disagree. */
const REDIRECTIONS_MAX = 4

/**
 * A command is sent a second time only where a node said that it did not run it, and then at once.
 *
 * The connection to a node that is lost is not made again by itself. The next command for its slots asks another
 * node, and so finds a replica that has taken over.
 */
export function createClusterClient(target: ClusterTarget, options: FailFast): Cluster {
  const { nodes, username, password, tls } = target
  // These two are decided for the Cluster as a whole; ioredis takes them for no single node.
  const { retryStrategy, enableOfflineQueue, ...ofEachNode } = options
  const cluster = new Cluster([...nodes], {
    lazyConnect: true,
    enableOfflineQueue,
    clusterRetryStrategy: retryStrategy,
    slotsRefreshTimeout: options.commandTimeout,
    maxRedirections: REDIRECTIONS_MAX,
    retryDelayOnFailover: 0,
    retryDelayOnClusterDown: 0,
    retryDelayOnTryAgain: 0,
    // Hosts keep their names, because certificates are checked against them.
    dnsLookup: (host, done) => {
      done(null, host)
    },
    redisOptions: { ...ofEachNode, username, password, ...(tls && { tls: {} }) },
  })
  cluster.on('+node', catchUnheardFailure)
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
 * Resolves when each master is connected, or has failed to. Left alone, ioredis connects to a node at the first
 * command for it, and refuses the commands that come meanwhile.
 */
async function connectMasters(cluster: Cluster): Promise<void> {
  await Promise.allSettled(
    cluster.nodes('master').map(async (node) => {
      if (node.status === 'wait') await node.connect()
      else if (node.status !== 'ready') await once(node, 'ready')
    }),
  )
}

/** ioredis sends ASKING by itself while a slot moves, and listens to no failure of it, which would end the process. */
function catchUnheardFailure(node: Redis): void {
  const asking = node.asking.bind(node)
  node.asking = () => {
    const asked = asking()
    asked.catch(() => undefined)
    return asked
  }
}
