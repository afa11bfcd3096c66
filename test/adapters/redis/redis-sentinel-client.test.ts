import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'

import {
  closeRedisClient,
  connectRedisClient,
  createRedisClient,
  type RedisClient,
} from '../../../src/adapters/redis/redis-client.ts'
import { RedisLock } from '../../../src/adapters/redis/redis-lock.ts'
import { LockUnavailableError } from '../../../src/application/ports/lock.port.ts'
import { RedisSentinel } from '../../support/redis-sentinel.ts'
import { acquireLease } from '../../support/acquire-lease.ts'
import { until } from '../../support/until.ts'

const COMMAND_TIMEOUT_MS = 500
/** What a machine with other things to do may add. */
const PATIENCE_MS = 1_500

let setup: RedisSentinel
let client: RedisClient
let lock: RedisLock

beforeAll(async () => {
  setup = await RedisSentinel.start()
})
afterAll(() => setup.stop())

beforeEach(() => {
  client = createRedisClient({ url: setup.url, commandTimeoutMs: COMMAND_TIMEOUT_MS })
  lock = new RedisLock(client, { keyPrefix: '' })
})
afterEach(() => closeRedisClient(client))

const acquire = (seatId: string) =>
  acquireLease(lock, { eventId: 'gala', seatIds: [seatId], ttlMs: 60_000 })

test('locks need no Sentinel once the master is known, and find it when the first Sentinel is back', async () => {
  await connectRedisClient(client)
  await Promise.all(setup.sentinels.map((sentinel) => sentinel.kill()))
  expect(await acquire('A-1')).toBeDefined()

  await closeRedisClient(client)
  client = createRedisClient({ url: setup.url, commandTimeoutMs: COMMAND_TIMEOUT_MS })
  lock = new RedisLock(client, { keyPrefix: '' })
  const startMs = performance.now()
  await connectRedisClient(client)
  await expect(acquire('A-2')).rejects.toBeInstanceOf(LockUnavailableError)
  expect(performance.now() - startMs).toBeLessThan(COMMAND_TIMEOUT_MS + PATIENCE_MS)

  await Promise.all(setup.sentinels.map((sentinel) => sentinel.launch()))
  expect(await until(() => acquire('A-2').catch(() => undefined))).toBeDefined()
})

test('a master that was made a replica behind the back of all is left, and found again as a master', async () => {
  await connectRedisClient(client)
  const closed = new Promise((resolve) => client.once('close', resolve))
  await setup.first.admin.replicaof('127.0.0.1', 1)
  try {
    await expect(acquire('B-1')).rejects.toBeInstanceOf(LockUnavailableError)
    await closed
  } finally {
    await setup.first.admin.replicaof('NO', 'ONE')
  }

  expect(await until(() => acquire('B-1').catch(() => undefined))).toBeDefined()
})

test('a master that fails is followed by its replica, and no command waits for that', async () => {
  await connectRedisClient(client)
  await setup.isReplicating()
  await setup.first.kill()

  let slowestMs = 0
  await until(async () => {
    const startMs = performance.now()
    const lease = await acquire('C-1').catch(() => undefined)
    slowestMs = Math.max(slowestMs, performance.now() - startMs)
    return lease
  })

  expect(await setup.second.admin.exists('lock:{gala}:seat:C-1')).toBe(1)
  expect(slowestMs).toBeLessThan(COMMAND_TIMEOUT_MS + PATIENCE_MS)
})
