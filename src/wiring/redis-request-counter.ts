import type { DependencyContainer } from 'tsyringe'

import { FailoverRequestCounter } from '../adapters/http/limits/failover-request-counter.ts'
import { RATE_LIMIT_WINDOW_MS, type RequestCounter } from '../adapters/http/limits/rate-limit.ts'
import { RedisRequestCounter } from '../adapters/redis/redis-request-counter.ts'
import type { Config } from '../config.ts'
import { REDIS, REDIS_PROBE_INTERVAL_MS } from './redis-lock.ts'
import { LOGGER, registerSingleton, REQUEST_COUNTER } from './tokens.ts'

/** Registers the counter in Redis, which all instances share, with one in this process while Redis is unavailable. */
export function registerRedisRequestCounter(
  services: DependencyContainer,
  config: Config,
  createInProcessCounter: () => RequestCounter,
): void {
  registerSingleton(services, REQUEST_COUNTER, (c) => {
    const logger = c.resolve(LOGGER)
    return new FailoverRequestCounter({
      primary: new RedisRequestCounter(c.resolve(REDIS), {
        keyPrefix: config.LOCK_KEY_PREFIX,
        windowMs: RATE_LIMIT_WINDOW_MS,
      }),
      fallback: createInProcessCounter(),
      probeIntervalMs: REDIS_PROBE_INTERVAL_MS,
      onModeChange: (mode, err) => {
        const message =
          mode === 'primary'
            ? 'Redis available again: counting requests in Redis'
            : 'Redis unavailable: counting requests in this process'
        logger.warn({ err }, message)
      },
    })
  })
}
