import { afterAll, beforeAll, describe } from '@jest/globals'

import { RedisCluster } from '../../../tools/servers/redis-cluster.ts'
import { RedisSentinel } from '../../../tools/servers/redis-sentinel.ts'
import { RedisServer } from '../../../tools/servers/redis-server.ts'
import { seatFeedContract } from '../../contracts/seat-feed.contract.ts'
import { OpenSeatFeed } from '../../drivers/open-seat-feed.ts'

interface Backend {
  readonly url: string
  stop(): Promise<void>
}

function contractOn(name: string, start: () => Promise<Backend>): void {
  describe(name, () => {
    let backend: Backend
    beforeAll(async () => {
      backend = await start()
    })
    afterAll(() => backend.stop())

    seatFeedContract('RedisSeatFeed', async () => {
      const [mine, others] = [
        await OpenSeatFeed.on(backend.url),
        await OpenSeatFeed.on(backend.url),
      ]
      return {
        feed: mine.feed,
        other: others.feed,
        close: async () => {
          await Promise.all([mine.close(), others.close()])
        },
      }
    })
  })
}

contractOn('on a single Redis', () => RedisServer.start())
contractOn('on a Cluster', () => RedisCluster.start())
contractOn('on a master that Sentinels look after', () => RedisSentinel.start())
