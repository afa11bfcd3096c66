import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'

import {
  closeRedisClient,
  connectRedisClient,
  createRedisClient,
  type RedisClient,
} from '../../../src/adapters/redis/redis-client.ts'
import { RedisLock } from '../../../src/adapters/redis/redis-lock.ts'
import { LockUnavailableError } from '../../../src/application/ports/lock.port.ts'
import { RedisSentinel } from '../../../tools/servers/redis-sentinel.ts'
import { until } from '../../../tools/until.ts'
import { acquireLease } from '../../drivers/acquire-lease.ts'
import { PATIENCE_MS } from '../../drivers/patience.ts'

let setup: RedisSentinel
let client: RedisClient
let lock: RedisLock

beforeAll(async () => {
  setup = await RedisSentinel.start()
})
afterAll(() => setup.stop())

beforeEach(() => {
  useClient(PATIENCE_MS)
})
afterEach(() => closeRedisClient(client))

function useClient(commandTimeoutMs: number): void {
  client = createRedisClient({ url: setup.url, commandTimeoutMs })
  lock = new RedisLock(client, { keyPrefix: '' })
}

const acquire = (seatId: string) =>
  acquireLease(lock, { eventId: 'gala', seatIds: [seatId], ttlMs: 60_000 })

test('locks work without Sentinels once the master is known, and the master is found when they are available again', async () => {
  await connectRedisClient(client)
  await Promise.all(setup.sentinels.map((sentinel) => sentinel.kill()))
  expect(await acquire('A-1')).toBeDefined()

  await closeRedisClient(client)
  useClient(500)
  // Neither waits until a Sentinel is available.
  await connectRedisClient(client)
  await expect(acquire('A-2')).rejects.toBeInstanceOf(LockUnavailableError)

  await Promise.all(setup.sentinels.map((sentinel) => sentinel.launch()))
  expect(await until(() => acquire('A-2').catch(() => undefined))).toBeDefined()
})

test('a master that became a replica is disconnected, and used again once it is a master', async () => {
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

test('after a master has failed, its replica is used, and no command waits for the failover', async () => {
  await connectRedisClient(client)
  await setup.isReplicating()
  await setup.first.kill()

  // The Sentinels do not know yet that it has failed.
  await expect(acquire('C-1')).rejects.toBeInstanceOf(LockUnavailableError)

  await setup.failOver()
  await until(() => acquire('C-1').catch(() => undefined))
  expect(await setup.second.admin.exists('lock:{gala}:seat:C-1')).toBe(1)
})
