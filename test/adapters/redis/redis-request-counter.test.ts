import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Redis } from 'ioredis'

import {
  closeRedisClient,
  connectRedisClient,
  createRedisClient,
  type RedisClient,
} from '../../../src/adapters/redis/redis-client.ts'
import { RedisRequestCounter } from '../../../src/adapters/redis/redis-request-counter.ts'
import { RedisCluster } from '../../../tools/servers/redis-cluster.ts'
import { RedisSentinel } from '../../../tools/servers/redis-sentinel.ts'
import { RedisServer } from '../../../tools/servers/redis-server.ts'
import { until } from '../../../tools/until.ts'
import { requestCounterContract, WINDOW_MS } from '../../contracts/request-counter.contract.ts'
import { giveUpAfter } from '../../drivers/give-up-after.ts'
import { PATIENCE_MS } from '../../drivers/patience.ts'
import { passTime } from '../../fakes/pass-time.ts'

interface Backend {
  readonly url: string
  readonly admins: readonly Redis[]
  stop(): Promise<void>
}

function contractOn(name: string, start: () => Promise<Backend>): void {
  describe(name, () => {
    let backend: Backend
    beforeAll(async () => {
      backend = await start()
    })
    afterAll(() => backend.stop())

    requestCounterContract('RedisRequestCounter', async () => {
      const { url, admins } = backend
      await Promise.all(admins.map((admin) => admin.flushall()))
      const [client, otherClient] = [createClient(url), createClient(url)]
      await Promise.all([connectRedisClient(client), connectRedisClient(otherClient)])
      return {
        counter: counterOn(client),
        other: counterOn(otherClient),
        passTime: (ms) => passTime(admins, ms),
        close: async () => {
          await Promise.all([closeRedisClient(client), closeRedisClient(otherClient)])
        },
      }
    })
  })
}

contractOn('on a single Redis', async () => {
  const server = await RedisServer.start()
  return { url: server.url, admins: [server.admin], stop: () => server.stop() }
})

contractOn('on a Cluster', async () => {
  const cluster = await RedisCluster.start()
  const admins = cluster.masters.map(({ admin }) => admin)
  return { url: cluster.url, admins, stop: () => cluster.stop() }
})

contractOn('behind Sentinels', async () => {
  const setup = await RedisSentinel.start()
  return { url: setup.url, admins: [setup.first.admin], stop: () => setup.stop() }
})

describe('RedisRequestCounter', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await RedisServer.start()
  })
  afterAll(() => redis.stop())

  async function withClient(use: (client: RedisClient) => Promise<void>): Promise<void> {
    const client = createClient(redis.url)
    try {
      await use(client)
    } finally {
      await closeRedisClient(client)
    }
  }

  test('counts with the configured prefix until the window ends', async () => {
    await withClient(async (client) => {
      await connectRedisClient(client)
      await counterOn(client, 'tenant:').increment('192.0.2.1')

      expect(await redis.admin.keys('*')).toEqual(['tenant:rate:192.0.2.1'])
      expect(await redis.admin.pttl('tenant:rate:192.0.2.1')).toBeGreaterThan(0)
    })
  })

  test('counts after Redis was unavailable at the start, and after it lost its scripts', async () => {
    await withClient(async (client) => {
      const counter = counterOn(client)
      await expect(counter.increment('a')).rejects.toThrow()
      await until(() => client.status === 'ready')
      await redis.admin.flushall()
      await redis.admin.script('FLUSH')

      expect((await counter.increment('a')).totalHits).toBe(1)
      await redis.admin.script('FLUSH')
      expect((await counter.increment('a')).totalHits).toBe(2)
    })
  })

  test('fails without a delay when Redis does not respond', async () => {
    await withClient(async (client) => {
      await connectRedisClient(client)
      redis.pause()
      giveUpAfter(client, 100)
      try {
        await expect(counterOn(client).increment('a')).rejects.toThrow()
      } finally {
        redis.resume()
      }
    })
  })

  test('fails when a key has a value of another type', async () => {
    await withClient(async (client) => {
      await connectRedisClient(client)
      await redis.admin.hset('rate:b', { field: 'x' })
      await redis.admin.expire('rate:b', 100)

      await expect(counterOn(client).increment('b')).rejects.toThrow('WRONGTYPE')
    })
  })
})

function counterOn(client: RedisClient, keyPrefix = ''): RedisRequestCounter {
  return new RedisRequestCounter(client, { keyPrefix, windowMs: WINDOW_MS })
}

function createClient(url: string): RedisClient {
  return createRedisClient({ url, commandTimeoutMs: PATIENCE_MS })
}
