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

/** Some seat of the default event whose lock this master keeps. */
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

test('the first burst of locks is granted by all nodes, none of which is still connecting', async () => {
  const leases = await Promise.all(
    Array.from({ length: 100 }, (_, seat) => acquireDefault(`burst-${seat}`)),
  )

  expect(leases.every(Boolean)).toBe(true)
})

test('a lock is found where its slot moves to, and one of several seats is given up without a wait', async () => {
  const { giveUp } = await moveSlotOf('gala')
  try {
    expect(await acquire('gala', 'A-1')).toBeDefined()
    expect(await acquire('gala', 'A-1')).toBeUndefined()
    await isUnavailable(acquire('gala', 'A-2', 'A-3'))
  } finally {
    await giveUp()
  }
})

test('a slot that moves to a node which fails is a lock without an answer, and nothing worse', async () => {
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

test('a master that is gone is followed by its replica, and no command waits for that', async () => {
  const seat = await seatOf(0)
  await cluster.masters[0]?.kill()

  // The other nodes do not know yet that it is gone.
  await isUnavailable(acquireDefault(seat))
  await cluster.noticingDeath(() => until(() => acquireDefault(seat).catch(() => undefined)))

  await cluster.masters[0]?.launch()
  await cluster.isWhole()
})

test('a Cluster that is gone altogether is found again when it is back', async () => {
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
