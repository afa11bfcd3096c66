import { afterAll, beforeAll } from '@jest/globals'
import type { Redis } from 'ioredis'

import { closeRedisClient, createRedisClient } from '../../../src/adapters/redis/redis-client.ts'
import { RedisLock } from '../../../src/adapters/redis/redis-lock.ts'
import { lockContract } from '../../contracts/lock.contract.ts'
import { RedisServer } from '../../support/redis-server.ts'
import { until } from '../../support/until.ts'

let server: RedisServer
beforeAll(async () => {
  server = await RedisServer.start()
})
afterAll(() => server.stop())

lockContract('RedisLock', async () => {
  await server.admin.flushall()
  const [client, otherClient] = await Promise.all([connect(), connect()])
  return {
    lock: new RedisLock(client, { keyPrefix: '' }),
    other: new RedisLock(otherClient, { keyPrefix: '' }),
    expire: () => until(async () => (await server.admin.dbsize()) === 0),
    close: async () => {
      await Promise.all([closeRedisClient(client), closeRedisClient(otherClient)])
    },
  }
})

async function connect(): Promise<Redis> {
  const client = createRedisClient({ url: server.url, commandTimeoutMs: 1_000 })
  await client.connect()
  return client
}
