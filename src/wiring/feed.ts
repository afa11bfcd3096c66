import type { DependencyContainer } from 'tsyringe'

import { InProcessSeatFeed } from '../adapters/announcing/change-announcements.ts'
import { EventCatalogue } from '../adapters/cache/event-catalogue.ts'
import { KeptEvents } from '../adapters/cache/kept-events.ts'
import { clusterNodes, createMessageClient } from '../adapters/redis/redis-client.ts'
import { RedisSeatFeed } from '../adapters/redis/redis-seat-feed.ts'
import { paceByTicks } from '../adapters/system/paced-refresh.ts'
import { FollowSeats } from '../application/queries/follow-seats.ts'
import type { Config } from '../config.ts'
import { REDIS } from './lock.ts'
import { registerRepeatedTask, reportTo } from './repeated-task.ts'
import { CLOCK, LIFECYCLE, registerSingleton, SEAT_FEED, SEAT_STORE } from './tokens.ts'

/** How often a busy event is read, and the greatest delay until followers see that a hold has expired. */
const TICK_MS = 100

/** A followed event is read once a second even when no change is announced. */
const TICKS_WITHOUT_REFRESH_MAX = 10

/** Registers the feed of changed events, and the query that follows an event. */
export function registerFeed(services: DependencyContainer, config: Config): void {
  if (config.REDIS_URL === undefined)
    registerSingleton(services, SEAT_FEED, () => new InProcessSeatFeed())
  else registerRedisFeed(services, config, config.REDIS_URL)

  registerSingleton(services, FollowSeats, (c) => {
    const ports = {
      seatsSince: c.resolve(SEAT_STORE),
      summaries: c.resolve(KeptEvents),
      areas: c.resolve(EventCatalogue),
      feed: c.resolve(SEAT_FEED),
      clock: c.resolve(CLOCK),
      pace: paceByTicks({ ticksWithoutMax: TICKS_WITHOUT_REFRESH_MAX }),
    }
    return new FollowSeats(ports, reportTo(c, 'Failed to read a followed event'))
  })
  registerRepeatedTask(services, {
    create: (c) => {
      const followSeats = c.resolve(FollowSeats)
      return async () => {
        followSeats.advance()
      }
    },
    intervalMs: TICK_MS,
    failure: 'Failed to update the followers of events',
  })
}

function registerRedisFeed(services: DependencyContainer, config: Config, url: string): void {
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
