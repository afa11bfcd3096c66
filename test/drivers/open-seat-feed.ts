import { InProcessSeatFeed } from '../../src/adapters/announcing/change-announcements.ts'
import {
  closeRedisClient,
  clusterNodes,
  connectRedisClient,
  createMessageClient,
  createRedisClient,
  type RedisClient,
} from '../../src/adapters/redis/redis-client.ts'
import { RedisSeatFeed } from '../../src/adapters/redis/redis-seat-feed.ts'
import { PATIENCE_MS } from './patience.ts'

export interface OpenSeatFeedOptions {
  readonly keyPrefix?: string
  readonly commandTimeoutMs?: number
}

/** The seat feed of one instance, wired as in the service. */
export class OpenSeatFeed {
  readonly feed: RedisSeatFeed
  readonly #redis: RedisClient

  private constructor(redis: RedisClient, feed: RedisSeatFeed) {
    this.#redis = redis
    this.feed = feed
  }

  static async on(
    url: string,
    { keyPrefix = '', commandTimeoutMs = PATIENCE_MS }: OpenSeatFeedOptions = {},
  ): Promise<OpenSeatFeed> {
    const redis = createRedisClient({ url, commandTimeoutMs })
    const feed = new RedisSeatFeed({
      local: new InProcessSeatFeed(),
      redis,
      createClient: () => createMessageClient({ url, commandTimeoutMs }, clusterNodes(redis)),
      keyPrefix,
      probeIntervalMs: 200,
    })
    await connectRedisClient(redis)
    await feed.start()
    return new OpenSeatFeed(redis, feed)
  }

  async close(): Promise<void> {
    await this.feed.stop()
    await closeRedisClient(this.#redis)
  }
}
