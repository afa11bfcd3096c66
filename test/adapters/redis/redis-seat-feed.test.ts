import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'

import { RedisCluster } from '../../../tools/servers/redis-cluster.ts'
import { RedisServer } from '../../../tools/servers/redis-server.ts'
import { TcpProxy } from '../../../tools/servers/tcp-proxy.ts'
import { until } from '../../../tools/until.ts'
import { OpenSeatFeed, type OpenSeatFeedOptions } from '../../drivers/open-seat-feed.ts'

let redis: RedisServer
const open: OpenSeatFeed[] = []
beforeEach(async () => {
  redis = await RedisServer.start()
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((feed) => feed.close()))
  await redis.stop()
})

async function connect(url = redis.url, options?: OpenSeatFeedOptions): Promise<OpenSeatFeed> {
  const feed = await OpenSeatFeed.on(url, options)
  open.push(feed)
  return feed
}

const channels = async () => (await redis.admin.pubsub('CHANNELS')) as string[]

async function published(): Promise<number> {
  const stats = await redis.admin.info('commandstats')
  return Number(/cmdstat_publish:calls=(\d+)/.exec(stats)?.[1] ?? 0)
}

/** Listens, and counts the notifications. */
function listen({ feed }: OpenSeatFeed, eventId = 'gala') {
  const heard = { count: 0 }
  const end = feed.listen(eventId, () => {
    heard.count++
  })
  return Object.assign(heard, { end })
}

/** Announces changes until the listener is notified. */
async function hears(heard: { readonly count: number }, from: OpenSeatFeed): Promise<void> {
  const before = heard.count
  await until(() => {
    from.feed.announce('gala')
    return heard.count > before
  })
}

describe('the feed over Redis', () => {
  test('has a channel for each event with a listener, under its prefix', async () => {
    const feed = await connect(redis.url, { keyPrefix: 'hall:' })
    const listeners = [listen(feed, 'gala'), listen(feed, 'gala'), listen(feed, 'é {1}')]
    await until(async () => (await channels()).length === 2)
    expect((await channels()).toSorted()).toEqual([
      'hall:changed:%C3%A9%20%7B1%7D',
      'hall:changed:gala',
    ])

    listeners[0]?.end()
    listeners[2]?.end()
    await until(async () => (await channels()).length === 1)
    expect(await channels()).toEqual(['hall:changed:gala'])
    listeners[1]?.end()
    await until(async () => (await channels()).length === 0)
  })

  test('keeps services apart that share a Redis under different prefixes', async () => {
    const [mine, same, other] = [
      await connect(redis.url, { keyPrefix: 'a:' }),
      await connect(redis.url, { keyPrefix: 'a:' }),
      await connect(redis.url, { keyPrefix: 'b:' }),
    ]
    const [heard, overheard] = [listen(mine), listen(other)]
    await until(() => heard.count > 0 && overheard.count > 0)
    const before = overheard.count
    await hears(heard, same)
    await hears(heard, same)

    expect(overheard.count).toBe(before)
  })

  test('combines many changes of an event into few messages', async () => {
    const [mine, other] = [await connect(), await connect()]
    const heard = listen(other)
    await hears(heard, mine)
    const before = await published()
    for (let i = 0; i < 10_000; i++) mine.feed.announce('gala')
    await mine.feed.stop()

    expect(await published()).toBeGreaterThan(before)
    expect(await published()).toBeLessThanOrEqual(before + 2)
  })

  test('publishes the last announcement before it stops', async () => {
    const [mine, other] = [await connect(), await connect()]
    const heard = listen(other)
    await hears(heard, mine)
    await mine.feed.stop()
    const before = await published()
    mine.feed.announce('gala')
    await mine.feed.stop()

    expect(await published()).toBe(before + 1)
  })

  test('ignores its own messages', async () => {
    const mine = await connect()
    const [heard, last] = [listen(mine), listen(mine, 'last')]
    await until(() => heard.count === 1 && last.count === 1)
    mine.feed.announce('gala')
    await until(async () => (await published()) === 1)
    // Arrives after the first message on the same connection.
    await redis.admin.publish('changed:last', 'another instance')
    await until(() => last.count === 2)

    expect(heard.count).toBe(2)
  })
})

describe('while Redis is unavailable', () => {
  test('listeners are notified immediately of changes in this process, and nothing is thrown', async () => {
    const mine = await connect(redis.url, { commandTimeoutMs: 200 })
    const heard = listen(mine)
    await until(() => heard.count > 0)
    await redis.kill()
    const before = heard.count
    for (let i = 1; i <= 100; i++) {
      mine.feed.announce('gala')
      expect(heard.count).toBe(before + i)
    }
  })

  test('listeners are notified when Redis is available again, because changes may have been missed', async () => {
    const [mine, other] = [await connect(), await connect()]
    const heard = listen(mine)
    await hears(heard, other)
    await redis.kill()
    other.feed.announce('gala')
    const before = heard.count
    await redis.launch()

    await until(() => heard.count > before)
    await hears(heard, other)
  })

  test('the feed can be started, and accepts listeners', async () => {
    await redis.kill()
    const mine = await connect(redis.url, { commandTimeoutMs: 200 })
    const heard = listen(mine)
    mine.feed.announce('gala')
    expect(heard.count).toBe(1)

    await redis.launch()
    await until(() => heard.count > 1)
    await hears(heard, await connect())
  })

  test('a connection without replies is replaced', async () => {
    const proxy = await TcpProxy.start(redis.port)
    try {
      const other = await connect()
      const mine = await connect(`redis://127.0.0.1:${proxy.port}`, { commandTimeoutMs: 200 })
      const heard = listen(mine)
      await hears(heard, other)
      proxy.replies.flow = 'drop'
      await until(() => proxy.replies.stopped > 0)
      // Only connections made from now on work.
      const before = heard.count
      await until(async () => (await channels()).length === 0)
      proxy.replies.flow = 'pass'

      await until(() => heard.count > before)
      await hears(heard, other)
    } finally {
      await proxy.close()
    }
  })

  test('the feed can be stopped', async () => {
    const mine = await connect(redis.url, { commandTimeoutMs: 200 })
    listen(mine)
    redis.pause()
    try {
      mine.feed.announce('gala')
      await mine.feed.stop()
    } finally {
      redis.resume()
    }
  })
})

describe('when the address of Redis leads to another server', () => {
  let proxy: TcpProxy
  let successor: RedisServer
  beforeEach(async () => {
    proxy = await TcpProxy.start(redis.port)
    successor = await RedisServer.start()
  })
  afterEach(async () => {
    await proxy.close()
    await successor.stop()
  })

  test('the feed receives messages from there, although the old server is still running', async () => {
    const mine = await connect(`redis://127.0.0.1:${proxy.port}`)
    const heard = listen(mine)
    await hears(heard, await connect())
    proxy.targetPort = successor.port
    // Closes the connections used for locks, but not the subscription.
    await redis.admin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')

    await hears(heard, await connect(successor.url))
    await until(async () => (await channels()).length === 0)
  })
})

test('in a Cluster, another node replaces a failed one as the source of messages', async () => {
  const cluster = await RedisCluster.start()
  try {
    const [mine, other] = [await connect(cluster.url), await connect(cluster.url)]
    const heard = listen(mine)
    const subscribedNode = async () => {
      const subscribed = await Promise.all(
        cluster.nodes.map(({ admin }) => admin.pubsub('CHANNELS').catch(() => [])),
      )
      return cluster.nodes.find((_, i) => (subscribed[i] ?? []).length > 0)
    }
    const first = await until(subscribedNode)
    await hears(heard, other)
    await first.kill()

    expect(await until(subscribedNode)).not.toBe(first)
    await hears(heard, other)
  } finally {
    await Promise.all(open.splice(0).map((feed) => feed.close()))
    await cluster.stop()
  }
})

test('in a Cluster, servers that have left it are not used', async () => {
  const cluster = await RedisCluster.start()
  try {
    // So many that a random choice would likely be one of them.
    const former = Array<string>(20).fill(`127.0.0.1:${redis.port}`)
    const mine = await connect([cluster.url, ...former].join())
    await hears(listen(mine), await connect(cluster.url))

    expect(await channels()).toEqual([])
  } finally {
    await Promise.all(open.splice(0).map((feed) => feed.close()))
    await cluster.stop()
  }
})
