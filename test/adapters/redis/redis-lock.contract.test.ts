import { afterAll, beforeAll } from '@jest/globals'

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
  const clients = [1, 2].map(() => createRedisClient({ url: server.url, commandTimeoutMs: 1_000 }))
  await Promise.all(clients.map((client) => client.connect()))
  const [lock, other] = clients.map((client) => new RedisLock(client, { keyPrefix: '' }))
  return {
    lock: lock as RedisLock,
    other: other as RedisLock,
    expire: () => until(async () => (await server.admin.dbsize()) === 0),
    close: async () => {
      await Promise.all(clients.map(closeRedisClient))
    },
  }
})
