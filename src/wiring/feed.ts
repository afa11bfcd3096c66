import type { DependencyContainer } from 'tsyringe'

import { InProcessSeatFeed } from '../adapters/announcing/change-announcements.ts'
import { EventCatalogue } from '../adapters/cache/event-catalogue.ts'
import { KeptEvents } from '../adapters/cache/kept-events.ts'
import { paceByTicks } from '../adapters/system/paced-refresh.ts'
import { FollowSeats } from '../application/queries/follow-seats.ts'
import type { Config } from '../config.ts'
import { registerRepeatedTask, reportTo } from './repeated-task.ts'
import { CLOCK, registerSingleton, SEAT_FEED, SEAT_STORE } from './tokens.ts'

/** How often a busy event is read, and the greatest delay until followers see that a hold has expired. */
const TICK_MS = 100

/** A followed event is read once a second even when no change is announced. */
const TICKS_WITHOUT_REFRESH_MAX = 10

/** Registers the feed of changed events, and the query that follows an event. */
export async function registerFeed(services: DependencyContainer, config: Config): Promise<void> {
  if (config.REDIS_URL === undefined) {
    registerSingleton(services, SEAT_FEED, () => new InProcessSeatFeed())
  } else {
    const { registerRedisFeed } = await import('./redis-feed.ts')
    registerRedisFeed(services, config, config.REDIS_URL)
  }

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
