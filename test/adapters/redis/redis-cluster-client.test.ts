import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'

import {
  closeRedisClient,
  connectRedisClient,
  createRedisClient,
  type RedisClient,
} from '../../../src/adapters/redis/redis-client.ts'
import { RedisLock } from '../../../src/adapters/redis/redis-lock.ts'
import { LockUnavailableError } from '../../../src/application/ports/lock.port.ts'
import { DEFAULT_EVENT_ID } from '../../../src/domain/default-event.ts'
import { RedisCluster } from '../../../tools/servers/redis-cluster.ts'
import { until } from '../../../tools/until.ts'
import { acquireLease } from '../../drivers/acquire-lease.ts'
import { giveUpAfter } from '../../drivers/give-up-after.ts'
import { PATIENCE_MS } from '../../drivers/patience.ts'

let cluster: RedisCluster
let client: RedisClient
let lock: RedisLock

beforeAll(async () => {
  cluster = await RedisCluster.start()
})
afterAll(() => cluster.stop())

beforeEach(async () => {
  client = createRedisClient({ url: cluster.url, commandTimeoutMs: PATIENCE_MS })
  lock = new RedisLock(client, { keyPrefix: '' })
  await connectRedisClient(client)
})
afterEach(() => closeRedisClient(client))

const acquire = (eventId: string, ...seatIds: string[]) =>
  acquireLease(lock, { eventId, seatIds, ttlMs: 60_000 })

const acquireDefault = (...seatIds: string[]) => acquire(DEFAULT_EVENT_ID, ...seatIds)

const isUnavailable = (attempt: Promise<unknown>): Promise<void> =>
  expect(attempt).rejects.toBeInstanceOf(LockUnavailableError)

/** A seat of the default event whose lock is on this master. */
async function seatOf(master: number): Promise<string> {
  for (let seat = 1; ; seat++) {
    if ((await cluster.masterOf(`lock:seat:${seat}`)) === master) return `${seat}`
  }
}

/** Begins to move the slot of an event from one master to the next. */
async function moveSlotOf(eventId: string) {
  const index = await cluster.masterOf(`lock:{${eventId}}`)
  const [from, to] = [index, (index + 1) % 3].map((each) => cluster.masters[each])
  if (!from || !to) throw new Error('There are three masters')
  const [slot, fromId, toId] = await Promise.all([
    from.admin.cluster('KEYSLOT', `lock:{${eventId}}`),
    from.admin.cluster('MYID'),
    to.admin.cluster('MYID'),
  ])
  await to.admin.cluster('SETSLOT', slot, 'IMPORTING', fromId)
  await from.admin.cluster('SETSLOT', slot, 'MIGRATING', toId)
  const giveUp = async (): Promise<void> => {
    for (const { admin } of [from, to]) await admin.cluster('SETSLOT', slot, 'STABLE')
  }
  return { to, giveUp }
}

test('the first locks of all nodes are granted, because all connections are ready', async () => {
  const leases = await Promise.all(
    Array.from({ length: 100 }, (_, seat) => acquireDefault(`burst-${seat}`)),
  )

  expect(leases.every(Boolean)).toBe(true)
})

test('while a slot moves, one seat can be locked, and several seats fail without a delay', async () => {
  const { giveUp } = await moveSlotOf('gala')
  try {
    expect(await acquire('gala', 'A-1')).toBeDefined()
    expect(await acquire('gala', 'A-1')).toBeUndefined()
    await isUnavailable(acquire('gala', 'A-2', 'A-3'))
  } finally {
    await giveUp()
  }
})

test('when the target of a moving slot fails, locking fails as unavailable, without an unhandled rejection', async () => {
  const unhandled: unknown[] = []
  const listen = (reason: unknown): number => unhandled.push(reason)
  process.on('unhandledRejection', listen)
  const { to, giveUp } = await moveSlotOf('premiere')
  to.pause()
  giveUpAfter(client, 500)
  try {
    await isUnavailable(acquire('premiere', 'A-1'))
    await to.kill()
    await isUnavailable(acquire('premiere', 'A-1'))
  } finally {
    await to.launch()
    await cluster.isWhole()
    await giveUp()
    process.off('unhandledRejection', listen)
  }

  expect(unhandled).toEqual([])
})

test('after a master has failed, its replica is used, and no command waits for the failover', async () => {
  const seat = await seatOf(0)
  await cluster.masters[0]?.kill()

  // The other nodes do not know yet that it has failed.
  await isUnavailable(acquireDefault(seat))
  await cluster.noticingDeath(() => until(() => acquireDefault(seat).catch(() => undefined)))

  await cluster.masters[0]?.launch()
  await cluster.isWhole()
})

test('a Cluster is used again after all of its nodes were restarted', async () => {
  await Promise.all(cluster.nodes.map((node) => node.kill()))
  await isUnavailable(lock.probe())

  await Promise.all(cluster.nodes.map((node) => node.launch()))
  await until(() =>
    lock.probe().then(
      () => true,
      () => false,
    ),
  )
})
