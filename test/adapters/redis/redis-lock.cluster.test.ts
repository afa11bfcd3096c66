import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Cluster } from 'ioredis'

import { hashTag } from '../../../src/adapters/redis/lock-keys.ts'
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
import type { RedisServer } from '../../../tools/servers/redis-server.ts'
import { until } from '../../../tools/until.ts'
import { acquireLease } from '../../drivers/acquire-lease.ts'
import { giveUpAfter } from '../../drivers/give-up-after.ts'
import { PATIENCE_MS } from '../../drivers/patience.ts'

const TTL_MS = 60_000
const SEATS = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

let cluster: RedisCluster
let client: RedisClient
let lock: RedisLock
let otherClient: RedisClient
let other: RedisLock

beforeAll(async () => {
  cluster = await RedisCluster.start()
})
afterAll(() => cluster.stop())

beforeEach(async () => {
  for (const { admin } of cluster.masters) {
    await admin.flushall()
    await admin.config('RESETSTAT')
  }
  ;[client, otherClient] = await Promise.all([connect(), connect()])
  lock = new RedisLock(client, { keyPrefix: '' })
  other = new RedisLock(otherClient, { keyPrefix: '' })
})
afterEach(() => Promise.all([client, otherClient].map(closeRedisClient)))

async function connect(): Promise<RedisClient> {
  const created = createRedisClient({ url: cluster.url, commandTimeoutMs: PATIENCE_MS })
  await connectRedisClient(created)
  return created
}

const seatsOf = (eventId: string, seatIds: readonly string[]) => ({
  eventId,
  seatIds,
  ttlMs: TTL_MS,
})

async function keysOfAll(): Promise<string[]> {
  const keys = await Promise.all(cluster.masters.map(({ admin }) => admin.keys('*')))
  return keys.flat().sort()
}

const allReleased = () => until(async () => (await keysOfAll()).length === 0)

async function callsOf(command: string): Promise<number> {
  const stats = await Promise.all(cluster.masters.map(({ admin }) => admin.info('commandstats')))
  return stats
    .map((each) => Number(new RegExp(`cmdstat_${command}:calls=(\\d+)`).exec(each)?.[1] ?? 0))
    .reduce((sum, calls) => sum + calls)
}

test('hashTag returns the part of a key that Redis hashes', async () => {
  const [master] = cluster.masters
  const slotOf = async (key: string) => master?.admin.cluster('KEYSLOT', key)
  const keys = ['a{b}c', 'a{b', 'a{}b', 'a{}{b}', 'a{{b}}', 'a{b}{c}', '}a{b}', 'a', '{', '']

  for (const key of keys) {
    expect([key, await slotOf(hashTag(key))]).toEqual([key, await slotOf(key)])
  }
})

test('seats of an event have the same slot, and are locked by one command and released by one', async () => {
  const lease = await acquireLease(lock, seatsOf('gala', SEATS))
  expect(await keysOfAll()).toEqual(SEATS.map((seatId) => `lock:{gala}:seat:${seatId}`))

  await lease?.release()
  expect(await keysOfAll()).toEqual([])
  expect(await callsOf('eval')).toBe(2)
})

describe('seats of the default event', () => {
  test('are locked together across slots, with the documented keys', async () => {
    const lease = await acquireLease(lock, seatsOf(DEFAULT_EVENT_ID, SEATS))
    expect(await keysOfAll()).toEqual(SEATS.map((seatId) => `lock:seat:${seatId}`))

    expect(await lease?.release()).toBe('released')
    expect(await keysOfAll()).toEqual([])
  })

  test('are granted to exactly one of several callers that request them in different orders', async () => {
    for (let round = 0; round < 20; round++) {
      const results = await Promise.all(
        SEATS.map((_, i) => {
          const turned = [...SEATS.slice(i), ...SEATS.slice(0, i)]
          return acquireLease(i % 2 ? lock : other, seatsOf(DEFAULT_EVENT_ID, turned))
        }),
      )
      const leases = results.filter((lease) => lease !== undefined)

      expect(leases).toHaveLength(1)
      await leases[0]?.release()
      expect(await keysOfAll()).toEqual([])
    }
  })

  test('are released when a node does not respond, including those that it grants later', async () => {
    const [first, second, master] = await twoSeatsOnTwoMasters()
    master.pause()
    giveUpOn(master)
    try {
      const attempt = acquireLease(lock, seatsOf(DEFAULT_EVENT_ID, [second, first]))
      await expect(attempt).rejects.toBeInstanceOf(LockUnavailableError)
    } finally {
      master.resume()
    }

    await until(async () => (await callsOf('set')) === 2)
    await allReleased()
    await cluster.isWhole()
  })

  test('are refused and released when locking them takes longer than their time to live', async () => {
    let nowMs = 0
    const monotonicMs = () => (nowMs += TTL_MS / 3)
    const slow = new RedisLock(client, { keyPrefix: '', monotonicMs })

    expect(await acquireLease(slow, seatsOf(DEFAULT_EVENT_ID, SEATS))).toBeUndefined()
    expect(await callsOf('set')).toBe(3)
    await allReleased()
  })

  test('are reported as lost at their release if one master has lost its keys', async () => {
    const [first, second, master] = await twoSeatsOnTwoMasters()
    const lease = await acquireLease(lock, seatsOf(DEFAULT_EVENT_ID, [first, second]))
    await master.admin.flushall()

    expect(await lease?.release()).toBe('lost')
    expect(await keysOfAll()).toEqual([])
  })

  /** Sets a short timeout for this node. */
  function giveUpOn({ port }: RedisServer): void {
    const nodes = (client as Cluster).nodes('master')
    for (const node of nodes) if (node.options.port === port) giveUpAfter(node, 100)
  }

  /** @returns also the master of the second, which is locked after the first */
  async function twoSeatsOnTwoMasters() {
    const [first = '', ...others] = SEATS
    const masterOf = (seatId: string) => cluster.masterOf(`lock:seat:${seatId}`)
    for (const second of others) {
      const master = cluster.masters[await masterOf(second)]
      if (master && master !== cluster.masters[await masterOf(first)]) {
        return [first, second, master] as const
      }
    }
    throw new Error('All these seats are on one master')
  }
})
