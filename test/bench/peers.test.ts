import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'

import { BackingServers } from '../../bench/rig/backing-servers.ts'
import { ServerUnderTest } from '../../bench/rig/server-under-test.ts'
import { SERVERS, type ServerSpec } from '../../bench/rig/servers.ts'
import { RedisServer } from '../../tools/servers/redis-server.ts'
import { until } from '../../tools/until.ts'

const peers = SERVERS.filter(({ kind }) => kind === 'peer')
const limits = SERVERS.filter(({ kind }) => kind === 'limit')

/** Where each of them has its lock on seat 3. Those that lock rows wait for them, and tell nobody to try again. */
const LOCKS = {
  seed: 'lock:seat:3',
  ioredis: 'lock:seat:3',
  redlock: 'lock:seat:3',
  'redis-semaphore': 'mutex:seat:3',
  'redis-for-update': 'lock:seat:3',
} as const

/** More than one client may have by default where a key is set. */
const SEATS_OF_OURS = 41

let backing: BackingServers
let redis: RedisServer

beforeAll(async () => {
  backing = await BackingServers.start()
  redis = await RedisServer.start()
})
afterAll(async () => {
  await redis.stop()
  await backing.stop()
})

async function withServer(
  spec: ServerSpec,
  work: (book: (seatId: string) => Promise<unknown[]>, url: string) => Promise<void>,
): Promise<void> {
  const settings = {
    ...(await backing.settingsFor(spec)),
    ...(spec.redis && { REDIS_URL: redis.url }),
  }
  const server = await ServerUnderTest.start(spec, { seatCount: 10, settings })
  const book = async (seatId: string): Promise<unknown[]> => {
    const answer = await fetch(`${server.url}/api/book/${seatId}`, { method: 'POST' })
    const { status, message } = (await answer.json()) as Record<string, unknown>
    return [answer.status, status, message]
  }
  try {
    await work(book, server.url)
  } finally {
    await server.stop()
    await redis.admin.flushall()
  }
}

/** Some peers answer before they release. */
async function noLocksLeft(): Promise<void> {
  await until(async () => (await redis.admin.keys('*')).length === 0)
}

test('a server of this service sells all its seats to one client', async () => {
  const spec = SERVERS.find(({ name }) => name === 'memory+redis')
  if (spec === undefined) throw new Error('There is no server memory+redis')
  const settings = await backing.settingsFor(spec)
  const server = await ServerUnderTest.start(spec, { seatCount: SEATS_OF_OURS, settings })
  const statuses: number[] = []
  for (let seat = 1; seat <= SEATS_OF_OURS; seat++) {
    statuses.push((await fetch(`${server.url}/api/book/${seat}`, { method: 'POST' })).status)
  }
  await server.stop()
  expect(statuses).toEqual(statuses.map(() => 200))
})

describe.each(peers)('the peer $name', (spec) => {
  test('answers like the route of this service', async () => {
    await withServer(spec, async (book, url) => {
      expect(await book('1')).toEqual([200, 200, 'Seat 1 booked successfully.'])
      await noLocksLeft()
      expect(await book('1')).toEqual([400, 400, 'Seat 1 is already booked.'])
      expect(await book('11')).toEqual([404, 404, 'Seat 11 not found.'])

      if (spec.name in LOCKS) {
        await redis.admin.set(
          LOCKS[spec.name as keyof typeof LOCKS],
          'held by another',
          'PX',
          3_600_000,
        )
        expect(await book('3')).toEqual([423, 423, 'Seat 3 is locked, try again.'])
      }

      const booked = await fetch(`${url}/api/booked`)
      expect(await booked.json()).toEqual(['1'])
    })
  })

  test('sells a seat to one of many requests, and leaves no lock', async () => {
    await withServer(spec, async (book) => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => book('5')))
      const statuses = answers.map(([status]) => status)

      expect(statuses.filter((status) => status === 200)).toHaveLength(1)
      expect(
        statuses.filter((status) => status !== 200 && status !== 400 && status !== 423),
      ).toEqual([])
      await noLocksLeft()
      expect((await book('5'))[0]).toBe(400)
    })
  })
})

test.each(limits)('the limit $name sends a fixed answer', async (spec) => {
  await withServer(spec, async (book) => {
    expect(await book('1')).toEqual(await book('2'))
    expect((await book('1'))[0]).toBe(200)
  })
})
