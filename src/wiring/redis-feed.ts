import type { DependencyContainer } from 'tsyringe'

import { InProcessSeatFeed } from '../adapters/announcing/change-announcements.ts'
import { clusterNodes, createMessageClient } from '../adapters/redis/redis-client.ts'
import { RedisSeatFeed } from '../adapters/redis/redis-seat-feed.ts'
import type { Config } from '../config.ts'
import { REDIS } from './redis-lock.ts'
import { LIFECYCLE, registerSingleton, SEAT_FEED } from './tokens.ts'

/** Registers the feed in Redis, which connects all instances. */
export function registerRedisFeed(
  services: DependencyContainer,
  config: Config,
  url: string,
): void {
  registerSingleton(services, RedisSeatFeed, (c) => {
    const redis = c.resolve(REDIS)
    const target = { url, commandTimeoutMs: config.LOCK_COMMAND_TIMEOUT_MS }
    return new RedisSeatFeed({
      local: new InProcessSeatFeed(),
      redis,
      createClient: () => createMessageClient(target, clusterNodes(redis)),
      keyPrefix: config.LOCK_KEY_PREFIX,
    })
  })
  registerSingleton(services, SEAT_FEED, (c) => c.resolve(RedisSeatFeed))
  services.register(LIFECYCLE, { useFactory: (c) => c.resolve(RedisSeatFeed) })
}
