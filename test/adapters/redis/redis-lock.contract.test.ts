import { afterAll, beforeAll, describe } from '@jest/globals'
import type { Redis } from 'ioredis'

import {
  closeRedisClient,
  connectRedisClient,
  createRedisClient,
  type RedisClient,
} from '../../../src/adapters/redis/redis-client.ts'
import { RedisLock } from '../../../src/adapters/redis/redis-lock.ts'
import { DEFAULT_EVENT_ID } from '../../../src/domain/default-event.ts'
import { RedisCluster } from '../../../tools/servers/redis-cluster.ts'
import { RedisSentinel } from '../../../tools/servers/redis-sentinel.ts'
import { RedisServer } from '../../../tools/servers/redis-server.ts'
import { lockContract, type LockUnderTest, TTL_MS } from '../../contracts/lock.contract.ts'
import { PATIENCE_MS } from '../../drivers/patience.ts'
import { passTime } from '../../fakes/pass-time.ts'

interface Backend {
  readonly url: string
  /** Clients of all servers that keep locks. */
  readonly admins: readonly Redis[]
  stop(): Promise<void>
}

function contractOn(
  name: string,
  start: () => Promise<Backend>,
  eventIds: readonly string[] = ['gala'],
): void {
  describe(name, () => {
    let backend: Backend
    beforeAll(async () => {
      backend = await start()
    })
    afterAll(() => backend.stop())

    const open = async (): Promise<LockUnderTest> => {
      const { url, admins } = backend
      await Promise.all(admins.map((admin) => admin.flushall()))
      const [client, otherClient] = await Promise.all([connect(url), connect(url)])
      return {
        lock: new RedisLock(client, { keyPrefix: '' }),
        other: new RedisLock(otherClient, { keyPrefix: '' }),
        expire: () => passTime(admins, TTL_MS),
        close: async () => {
          await Promise.all([closeRedisClient(client), closeRedisClient(otherClient)])
        },
      }
    }
    for (const eventId of eventIds) lockContract(`RedisLock of ${eventId}`, open, { eventId })
  })
}

contractOn('on a single Redis', async () => {
  const server = await RedisServer.start()
  return { url: server.url, admins: [server.admin], stop: () => server.stop() }
})

contractOn(
  'on a Cluster',
  async () => {
    const cluster = await RedisCluster.start()
    const admins = cluster.masters.map(({ admin }) => admin)
    return { url: cluster.url, admins, stop: () => cluster.stop() }
  },
  // The seats of one have a slot in common, and those of the other have not.
  ['gala', DEFAULT_EVENT_ID],
)

contractOn('on a master that Sentinels look after', async () => {
  const setup = await RedisSentinel.start()
  return { url: setup.url, admins: [setup.first.admin], stop: () => setup.stop() }
})

async function connect(url: string): Promise<RedisClient> {
  const client = createRedisClient({ url, commandTimeoutMs: PATIENCE_MS })
  await connectRedisClient(client)
  return client
}
