import { Cluster } from 'ioredis'

import type { RedisClient } from '../../src/adapters/redis/redis-client.ts'

/** Changes how long the commands that a client sends from now on may take. */
export function giveUpAfter(client: RedisClient, commandTimeoutMs: number): void {
  const connections = client instanceof Cluster ? client.nodes() : [client]
  for (const { options } of connections) {
    options.commandTimeout = commandTimeoutMs
    options.socketTimeout = 2 * commandTimeoutMs
  }
}
