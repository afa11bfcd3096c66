import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { Redis } from 'ioredis'

import {
  closeRedisClient,
  connectRedisClient,
  createRedisClient,
  type RedisClient,
} from '../../../src/adapters/redis/redis-client.ts'
import { RedisLock } from '../../../src/adapters/redis/redis-lock.ts'
import { LockUnavailableError } from '../../../src/application/ports/lock.port.ts'
import { DEFAULT_EVENT_ID } from '../../../src/domain/default-event.ts'
import { RedisServer } from '../../../tools/servers/redis-server.ts'
import { TcpProxy } from '../../../tools/servers/tcp-proxy.ts'
import { until } from '../../../tools/until.ts'
import { acquireLease } from '../../drivers/acquire-lease.ts'
import { giveUpAfter } from '../../drivers/give-up-after.ts'
import { PATIENCE_MS } from '../../drivers/patience.ts'

// Far longer than Jest's limit for a test: a missing key was released and did not expire.
const TTL_MS = 3_600_000
/** For tests in which Redis does not answer. */
const SHORT_TIMEOUT_MS = 200
const seat1 = { eventId: DEFAULT_EVENT_ID, seatIds: ['1'], ttlMs: TTL_MS }

let server: RedisServer
let admin: Redis
let proxy: TcpProxy
let client: RedisClient
let lock: RedisLock

beforeAll(async () => {
  server = await RedisServer.start()
  admin = server.admin
})
afterAll(() => server.stop())

beforeEach(async () => {
  await admin.flushall()
  await admin.config('RESETSTAT')
  proxy = await TcpProxy.start(server.port)
  client = createRedisClient({
    url: `redis://127.0.0.1:${proxy.port}`,
    commandTimeoutMs: PATIENCE_MS,
  })
  client.on('error', () => undefined)
  await client.connect()
  lock = new RedisLock(client, { keyPrefix: '' })
})
afterEach(async () => {
  await closeRedisClient(client)
  await proxy.close()
})

/** The number of calls of a command, counted by Redis. */
async function callsOf(command: string): Promise<number> {
  const stats = await admin.info('commandstats')
  return Number(new RegExp(`cmdstat_${command}:calls=(\\d+)`).exec(stats)?.[1] ?? 0)
}

const keyExists = async (): Promise<boolean> => (await admin.exists('lock:seat:1')) === 1
const keyIsGone = async (): Promise<boolean> => !(await keyExists())

describe('the key in Redis', () => {
  test('is lock:seat:<seatId>, has a unique token, and expires with the lock', async () => {
    await acquireLease(lock, { ...seat1, seatIds: ['1', '2'] })

    const [token] = await admin.mget('lock:seat:1')
    expect(token).toMatch(/^[0-9a-f-]{36}$/)
    expect(await admin.get('lock:seat:2')).toBe(token)
    const ttlMs = await admin.pttl('lock:seat:1')
    expect(ttlMs).toBeGreaterThan(0)
    expect(ttlMs).toBeLessThanOrEqual(TTL_MS)
  })

  test('starts with the configured prefix', async () => {
    await new RedisLock(client, { keyPrefix: 'arena:' }).acquire(seat1)

    expect(await admin.keys('*')).toEqual(['arena:lock:seat:1'])
  })

  test('of another event has the event id as its hash tag', async () => {
    await acquireLease(lock, { ...seat1, eventId: 'gala', seatIds: ['A 1', '{*}'] })

    const keys = await admin.keys('*')
    expect(keys.sort()).toEqual(['lock:{gala}:seat:%7B%2A%7D', 'lock:{gala}:seat:A%201'])
  })

  test('of a client is the same in all events', async () => {
    await acquireLease(lock, { ...seat1, clientId: 'ann {1}' })
    await acquireLease(lock, { ...seat1, eventId: 'gala', clientId: '2001:db8::1' })

    const keys = await admin.keys('*client*')
    expect(keys.sort()).toEqual(['lock:client:2001:db8::1', 'lock:client:ann%20%7B1%7D'])
  })

  test('of another program counts as locked and is not changed', async () => {
    await admin.set('lock:seat:1', 'x', 'EX', 60)
    await admin.rpush('lock:seat:2', 'a list')

    expect(await acquireLease(lock, seat1)).toBeUndefined()
    expect(await acquireLease(lock, { ...seat1, seatIds: ['2'] })).toBeUndefined()
    expect(await admin.get('lock:seat:1')).toBe('x')
    expect(await admin.type('lock:seat:2')).toBe('list')
  })

  test('is not deleted by a former owner', async () => {
    const lease = await acquireLease(lock, seat1)
    await admin.set('lock:seat:1', 'the next owner')

    expect(await lease?.release()).toBe('lost')
    expect(await admin.get('lock:seat:1')).toBe('the next owner')
  })
})

describe('a command that is run twice', () => {
  test('acquires a lock that already has its token, but no other lock', async () => {
    const monitor = await admin.duplicate().monitor()
    const seen = new Promise<string[]>((resolve) => {
      monitor.on('monitor', (_time: string, command: string[]) => {
        // The monitor escapes line breaks.
        if (command[0] === 'eval') resolve(command.map((part) => part.replaceAll('\\n', '\n')))
      })
    })
    await acquireLease(lock, seat1)
    const [name = '', ...args] = await seen
    monitor.disconnect()

    expect(await admin.call(name, ...args)).toEqual([1])
    const token = await admin.get('lock:seat:1')
    const others = args.map((arg) => (arg === token ? 'other' : arg))
    expect(await admin.call(name, ...others)).toEqual([token])
  })

  test('is never resent by the client library', async () => {
    proxy.requests.flow = 'drop'
    const acquire = acquireLease(lock, seat1)
    const refused = expect(acquire).rejects.toBeInstanceOf(LockUnavailableError)
    await until(() => proxy.requests.stopped > 0)
    proxy.requests.flow = 'pass'
    proxy.cut()
    await refused

    let sent = ''
    proxy.requests.rewrite = (text) => {
      sent += text
      return text
    }
    await lockAnswers()
    // A step that takes a lock has its time to live, and one that releases it has not.
    expect(sent).not.toContain(`${TTL_MS}`)
    expect(await keyExists()).toBe(false)
  })
})

describe('when Redis does not answer', () => {
  test('acquire fails, and a lock that Redis grants later is released', async () => {
    server.pause()
    giveUpAfter(client, SHORT_TIMEOUT_MS)
    try {
      await expect(acquireLease(lock, seat1)).rejects.toBeInstanceOf(LockUnavailableError)
    } finally {
      giveUpAfter(client, PATIENCE_MS)
      server.resume()
    }

    await until(async () => (await callsOf('set')) === 1)
    await until(keyIsGone)
  })

  test('acquire fails when only writes are delayed, and a late lock is released', async () => {
    await admin.call('CLIENT', 'PAUSE', '3600000', 'WRITE')
    giveUpAfter(client, SHORT_TIMEOUT_MS)
    try {
      await expect(acquireLease(lock, seat1)).rejects.toBeInstanceOf(LockUnavailableError)
    } finally {
      giveUpAfter(client, PATIENCE_MS)
      await admin.call('CLIENT', 'UNPAUSE')
    }

    await until(async () => (await callsOf('set')) === 1)
    await until(keyIsGone)
  })

  test('a lock whose reply was lost is released on the next connection', async () => {
    proxy.replies.flow = 'drop'
    const refused = expect(acquireLease(lock, seat1)).rejects.toBeInstanceOf(LockUnavailableError)
    await until(keyExists)
    proxy.cut()
    proxy.replies.flow = 'pass'
    await refused

    await until(keyIsGone)
  })

  test('a lost release is repeated on the next connection', async () => {
    const lease = await acquireLease(lock, seat1)
    proxy.requests.flow = 'drop'
    const release = lease?.release()
    await until(() => proxy.requests.stopped > 0)
    proxy.cut()
    proxy.requests.flow = 'pass'

    expect(await release).toBe('unknown')
    await until(keyIsGone)
  })

  test('a connection without replies is replaced', async () => {
    proxy.requests.flow = 'drop'
    giveUpAfter(client, SHORT_TIMEOUT_MS)
    const ready = new Promise((resolve) => client.once('ready', resolve))
    const closed = new Promise((resolve) => client.once('close', resolve))
    await expect(acquireLease(lock, seat1)).rejects.toBeInstanceOf(LockUnavailableError)
    await closed
    giveUpAfter(client, PATIENCE_MS)
    proxy.requests.flow = 'pass'

    await ready
    expect(await acquireLease(lock, seat1)).toBeDefined()
  })

  test('release resolves with "unknown"', async () => {
    const lease = await acquireLease(lock, seat1)
    server.pause()
    giveUpAfter(client, SHORT_TIMEOUT_MS)
    try {
      expect(await lease?.release()).toBe('unknown')
    } finally {
      giveUpAfter(client, PATIENCE_MS)
      server.resume()
    }
  })
})

describe('when Redis is not running', () => {
  test('acquire and release fail without delay, and work again after a restart without data', async () => {
    const lease = await acquireLease(lock, seat1)
    await server.kill()

    expect(await lease?.release()).toBe('unknown')
    await expect(acquireLease(lock, seat1)).rejects.toBeInstanceOf(LockUnavailableError)
    await expect(lock.probe()).rejects.toBeInstanceOf(LockUnavailableError)

    await server.launch()
    await lockAnswers()
    expect(await acquireLease(lock, seat1)).toBeDefined()
  })

  test('acquire does not wait for a pending connection', async () => {
    proxy.requests.flow = 'drop'
    const hour = createRedisClient({
      url: `redis://127.0.0.1:${proxy.port}`,
      commandTimeoutMs: 3_600_000,
    })
    const connecting = expect(hour.connect()).rejects.toThrow()
    const unconnected = new RedisLock(hour, { keyPrefix: '' })

    await expect(acquireLease(unconnected, seat1)).rejects.toBeInstanceOf(LockUnavailableError)
    proxy.cut()
    hour.disconnect()
    await connecting
  })

  test('a lock without a first connection connects later', async () => {
    await server.kill()
    const late = createRedisClient({ url: server.url, commandTimeoutMs: PATIENCE_MS })
    const lateLock = new RedisLock(late, { keyPrefix: '' })
    await connectRedisClient(late)
    await expect(lateLock.probe()).rejects.toBeInstanceOf(LockUnavailableError)

    await server.launch()
    await until(() => answers(lateLock))
    await closeRedisClient(late)
  })
})

describe('a Redis that cannot be used', () => {
  afterEach(async () => {
    await admin.config('SET', 'requirepass', '')
    await admin.config('SET', 'min-replicas-to-write', '0')
  })

  const causeOf = async (url: string): Promise<unknown> => {
    const other = createRedisClient({ url, commandTimeoutMs: PATIENCE_MS })
    const otherLock = new RedisLock(other, { keyPrefix: '' })
    await connectRedisClient(other)
    const error: unknown = await otherLock.probe().catch((thrown: unknown) => thrown)
    await closeRedisClient(other)
    expect(error).toBeInstanceOf(LockUnavailableError)
    return (error as Error).cause
  }

  test('the error names a wrong password', async () => {
    await admin.config('SET', 'requirepass', 'secret')
    const { port } = server

    expect(await causeOf(`redis://:wrong@127.0.0.1:${port}`)).toMatchObject({
      message: expect.stringContaining('WRONGPASS'),
    })
  })

  test('the error names a refused connection', async () => {
    expect(await causeOf('redis://127.0.0.1:1')).toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('the error names a database that does not exist', async () => {
    expect(await causeOf(`${server.url}/99`)).toMatchObject({
      message: expect.stringContaining('DB index is out of range'),
    })
  })

  test('a refused release is repeated once Redis accepts writes', async () => {
    const lease = await acquireLease(lock, seat1)
    await admin.config('SET', 'min-replicas-to-write', '1')
    expect(await lease?.release()).toBe('unknown')
    await expect(lock.probe()).rejects.toBeInstanceOf(LockUnavailableError)
    expect(await keyExists()).toBe(true)

    await admin.config('SET', 'min-replicas-to-write', '0')
    await lockAnswers()
    await until(keyIsGone)
  })
})

test('connecting does not wait for a Redis that is loading its data, and uses it afterwards', async () => {
  proxy.replies.rewrite = (reply) => reply.replace('\nloading:0', '\nloading:1')
  const slow = createRedisClient({
    url: `redis://127.0.0.1:${proxy.port}`,
    commandTimeoutMs: SHORT_TIMEOUT_MS,
  })
  const slowLock = new RedisLock(slow, { keyPrefix: '' })

  await connectRedisClient(slow)
  await expect(slowLock.probe()).rejects.toBeInstanceOf(LockUnavailableError)

  giveUpAfter(slow, PATIENCE_MS)
  proxy.replies.rewrite = (reply) => reply
  await until(() => answers(slowLock))
  await closeRedisClient(slow)
})

test('releaseAll releases granted and pending locks', async () => {
  await acquireLease(lock, seat1)
  proxy.replies.flow = 'hold'
  const pending = acquireLease(lock, { ...seat1, seatIds: ['2'] })
  await until(async () => (await admin.exists('lock:seat:2')) === 1)

  const released = lock.releaseAll()
  await until(async () => (await admin.dbsize()) === 0)
  proxy.replies.flow = 'pass'
  await Promise.all([pending, released])
})

test('1,000 seats are locked by one command and released by one', async () => {
  const seatIds = Array.from({ length: 1_000 }, (_, i) => `${i + 1}`)
  const lease = await acquireLease(lock, { ...seat1, seatIds, clientId: 'ann' })
  expect(await admin.dbsize()).toBe(1_001)
  expect(await callsOf('eval')).toBe(1)

  await lease?.release()
  expect(await admin.dbsize()).toBe(0)
  expect(await callsOf('eval')).toBe(2)
})

test('a lock that is granted after its time to live is not acquired, and is released', async () => {
  let nowMs = 0
  const slow = new RedisLock(client, { keyPrefix: '', monotonicMs: () => nowMs })
  proxy.replies.flow = 'hold'
  const acquire = acquireLease(slow, seat1)
  await until(keyExists)
  nowMs = TTL_MS
  proxy.replies.flow = 'pass'

  expect(await acquire).toBeUndefined()
  await until(keyIsGone)
})

test('acquire and release work after SCRIPT FLUSH', async () => {
  const lease = await acquireLease(lock, seat1)
  await admin.script('FLUSH')
  expect(await lease?.release()).toBe('released')

  await admin.script('FLUSH')
  expect(await acquireLease(lock, seat1)).toBeDefined()
})

test('a probe fails when Redis answers but is read-only', async () => {
  await lockAnswers()
  expect(await admin.keys('*')).toEqual([])

  await admin.replicaof('127.0.0.1', '1')
  try {
    await expect(lock.probe()).rejects.toBeInstanceOf(LockUnavailableError)
  } finally {
    await admin.replicaof('NO', 'ONE')
  }
})

test('a probe fails when Redis has lost its lock by the release', async () => {
  proxy.replies.flow = 'hold'
  const probe = expect(lock.probe()).rejects.toBeInstanceOf(LockUnavailableError)
  await until(() => proxy.replies.stopped > 0)
  await admin.flushall()
  proxy.replies.flow = 'pass'

  await probe
})

const lockAnswers = (): Promise<true> => until(() => answers(lock))

async function answers(probed: RedisLock): Promise<boolean> {
  return probed.probe().then(
    () => true,
    () => false,
  )
}
