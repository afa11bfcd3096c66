import type { DependencyContainer } from 'tsyringe'

import { FailoverRequestCounter } from '../adapters/http/limits/failover-request-counter.ts'
import { InProcessRequestCounter } from '../adapters/http/limits/in-process-request-counter.ts'
import {
  RATE_LIMIT_WINDOW_MS,
  type RateLimitOptions,
  type RequestCounter,
} from '../adapters/http/limits/rate-limit.ts'
import { RedisRequestCounter } from '../adapters/redis/redis-request-counter.ts'
import type { Config } from '../config.ts'
import { REDIS, REDIS_PROBE_INTERVAL_MS } from './lock.ts'
import { LOGGER } from './tokens.ts'

/** Enough for a busy minute. Takes about ten megabytes when an attacker uses many addresses. */
const CLIENTS_MAX = 100_000

/** Creates the rate limit of clients with its counter, or returns undefined without a limit. */
export function createRateLimit(
  c: DependencyContainer,
  config: Config,
): RateLimitOptions | undefined {
  if (config.RATE_LIMIT_PER_MINUTE === 0) return undefined
  return {
    requestsPerMinute: config.RATE_LIMIT_PER_MINUTE,
    counter: createCounter(c, config),
    logger: c.resolve(LOGGER),
  }
}

function createCounter(c: DependencyContainer, config: Config): RequestCounter {
  const windowMs = RATE_LIMIT_WINDOW_MS
  const inProcess = new InProcessRequestCounter({ windowMs, clientsMax: CLIENTS_MAX })
  if (config.REDIS_URL === undefined) return inProcess
  const logger = c.resolve(LOGGER)
  return new FailoverRequestCounter({
    primary: new RedisRequestCounter(c.resolve(REDIS), {
      keyPrefix: config.LOCK_KEY_PREFIX,
      windowMs,
    }),
    fallback: inProcess,
    probeIntervalMs: REDIS_PROBE_INTERVAL_MS,
    onModeChange: (mode, err) => {
      const message =
        mode === 'primary'
          ? 'Redis available again: counting requests in Redis'
          : 'Redis unavailable: counting requests in this process'
      logger.warn({ err }, message)
    },
  })
}
