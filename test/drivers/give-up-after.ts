import { Cluster } from 'ioredis'

import type { RedisClient } from '../../src/adapters/redis/redis-client.ts'

/** Changes the command timeout of a client from now on. */
export function giveUpAfter(client: RedisClient, commandTimeoutMs: number): void {
  const connections = client instanceof Cluster ? client.nodes() : [client]
  for (const { options } of connections) {
    options.commandTimeout = commandTimeoutMs
    options.socketTimeout = 2 * commandTimeoutMs
  }
}
