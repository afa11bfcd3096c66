import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'

import {
  closeRedisClient,
  createRedisClient,
  type RedisClient,
} from '../../../src/adapters/redis/redis-client.ts'
import { RedisStoreClaim, type StoreClaimOptions } from '../../../src/adapters/redis/store-claim.ts'
import { StoreClaimedError } from '../../../src/adapters/redis/store-claimed-error.ts'
import { RedisServer } from '../../../tools/servers/redis-server.ts'
import { until } from '../../../tools/until.ts'
import { PATIENCE_MS } from '../../drivers/patience.ts'

/** Of a claim that is renewed once a second, which no machine is too busy for. */
const TTL_MS = 3_000
const KEY = 'lock:store'

let server: RedisServer
let client: RedisClient
let claims: RedisStoreClaim[]
/** What claims said, in order. */
let said: string[]

beforeAll(async () => {
  server = await RedisServer.start()
})
afterAll(() => server.stop())

beforeEach(async () => {
  await server.admin.flushall()
  client = createRedisClient({ url: server.url, commandTimeoutMs: PATIENCE_MS })
  client.on('error', () => undefined)
  await client.connect()
  claims = []
  said = []
})
afterEach(async () => {
  await Promise.all(claims.map((claim) => claim.stop()))
  await closeRedisClient(client)
})

function claimFor(storeId: string, over: Partial<StoreClaimOptions> = {}): RedisStoreClaim {
  const onChange = (state: string): number => said.push(`${storeId} ${state}`)
  const options = {
    storeId: async () => storeId,
    keyPrefix: '',
    ttlMs: TTL_MS,
    releaseOnStop: true,
    onChange,
    onNoReply: () => said.push(`${storeId} no reply`),
  }
  const claim = new RedisStoreClaim(client, { ...options, ...over })
  claims.push(claim)
  return claim
}

const owner = () => server.admin.get(KEY)

describe('an unclaimed Redis', () => {
  test('is claimed by a key with the configured prefix and a time to live', async () => {
    const claim = claimFor('one', { keyPrefix: 'arena:', ttlMs: PATIENCE_MS })
    await claim.start()

    expect(claim.state).toBe('claimed')
    expect(await server.admin.keys('*')).toEqual([`arena:${KEY}`])
    expect(await server.admin.pttl(`arena:${KEY}`)).toBeGreaterThan(0)
  })

  test('is claimed for 5 seconds at a time', async () => {
    const monitor = await server.admin.duplicate().monitor()
    const timesToLive: (string | undefined)[] = []
    monitor.on('monitor', (_time: string, [command, ...args]: string[]) => {
      if (command?.toLowerCase() === 'eval') timesToLive.push(args.at(-1))
    })
    const claim = new RedisStoreClaim(client, {
      storeId: async () => 'one',
      keyPrefix: '',
      releaseOnStop: true,
      onChange: () => undefined,
      onNoReply: () => undefined,
    })
    claims.push(claim)
    await claim.start()

    await until(() => timesToLive.length > 0)
    monitor.disconnect()
    expect(new Set(timesToLive)).toEqual(new Set(['5000']))
    expect(await server.admin.pttl(KEY)).toBeLessThanOrEqual(5_000)
  })
})

describe('a Redis claimed by a store', () => {
  test('is refused to another store, with a message that says what to do', async () => {
    await claimFor('one').start()
    const start = claimFor('two').start()

    await expect(start).rejects.toBeInstanceOf(StoreClaimedError)
    await expect(start).rejects.toThrow(/^Redis .*DATABASE_URL.*REDIS_URL.*LOCK_KEY_PREFIX.*$/)
    expect(await owner()).toBe('one')
    expect(said).toEqual([])
  })

  test('can be used by all instances of that store', async () => {
    await claimFor('one').start()
    const sibling = claimFor('one')
    await sibling.start()

    expect(sibling.state).toBe('claimed')
  })

  test('can be used by another store with a different prefix', async () => {
    await claimFor('one').start()

    await claimFor('two', { keyPrefix: 'arena:' }).start()
  })

  test('can be claimed by another store when the claim of a crashed owner has expired', async () => {
    await server.admin.set(KEY, 'crashed', 'PX', 100)
    const claim = claimFor('two')
    await claim.start()

    expect(claim.state).toBe('claimed')
    expect(await owner()).toBe('two')
  })

  test('is refused immediately when the claim does not expire', async () => {
    await server.admin.rpush(KEY, 'the value of another program')

    await expect(claimFor('two').start()).rejects.toBeInstanceOf(StoreClaimedError)
  })

  test('stays claimed beyond one time to live', async () => {
    await claimFor('one').start()
    const calls = async (): Promise<number> =>
      Number(/cmdstat_pexpire:calls=(\d+)/.exec(await server.admin.info('commandstats'))?.[1] ?? 0)
    const callsBefore = await calls()
    await until(async () => (await calls()) >= callsBefore + 4)

    expect(await owner()).toBe('one')
  })
})

describe('a claim', () => {
  test('is made later when Redis is not running at the start', async () => {
    await server.kill()
    const claim = claimFor('one')
    await claim.start()
    expect(claim.state).toBe('unknown')

    await server.launch()
    await until(() => claim.state === 'claimed')
    expect(said).toEqual([])
  })

  test('reports a renewal without a reply', async () => {
    await claimFor('one').start()
    await server.kill()
    await until(() => said.length > 0)
    await server.launch()

    expect(new Set(said)).toEqual(new Set(['one no reply']))
  })

  test('is made again when Redis has lost it, without a report', async () => {
    await claimFor('one').start()
    await server.admin.flushall()

    await until(async () => (await owner()) === 'one')
    expect(said).toEqual([])
  })

  test('taken over by another store is reported once as lost, and once when it is regained', async () => {
    const claim = claimFor('one')
    await claim.start()
    await server.admin.set(KEY, 'two')
    await until(() => claim.state === 'lost')

    await server.admin.del(KEY)
    await until(() => claim.state === 'claimed')
    expect(said).toEqual(['one lost', 'one claimed'])
    expect(await owner()).toBe('one')
  })

  test('taken over by another store stays lost while Redis does not respond', async () => {
    let unanswered = 0
    const counting = Object.create(client) as RedisClient
    counting.eval = (async (...args: Parameters<RedisClient['eval']>) => {
      try {
        return await client.eval(...args)
      } catch (error) {
        unanswered++
        throw error
      }
    }) as RedisClient['eval']
    const options = { storeId: async () => 'one', keyPrefix: '', ttlMs: TTL_MS }
    const claim = new RedisStoreClaim(counting, {
      ...options,
      releaseOnStop: true,
      onChange: (state) => said.push(state),
      onNoReply: () => undefined,
    })
    claims.push(claim)
    await claim.start()
    await server.admin.set(KEY, 'two')
    await until(() => claim.state === 'lost')
    await server.kill()
    await until(() => unanswered >= 2)

    expect(claim.state).toBe('lost')
    expect(said).toEqual(['lost'])
    await server.launch()
  })

  test('is released when it is stopped', async () => {
    const claim = claimFor('one')
    await claim.start()
    await claim.stop()

    expect(await owner()).toBeNull()
  })

  test('of another store, or one that other instances may use, is not released when it is stopped', async () => {
    const sibling = claimFor('one', { releaseOnStop: false, ttlMs: PATIENCE_MS })
    await sibling.start()
    await sibling.stop()
    expect(await owner()).toBe('one')

    await server.admin.set(KEY, 'two')
    await claimFor('one').stop()
    expect(await owner()).toBe('two')
  })

  test('is not renewed after it was stopped, even while Redis was unavailable', async () => {
    const claim = claimFor('one')
    await claim.start()
    await server.kill()
    await claim.stop()

    await server.launch()
    await until(() => client.status === 'ready')
    await claimFor('two').start()
    expect(await owner()).toBe('two')
  })
})
