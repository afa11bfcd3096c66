import type { DependencyContainer } from 'tsyringe'

import { InProcessRequestCounter } from '../adapters/http/limits/in-process-request-counter.ts'
import { RATE_LIMIT_WINDOW_MS, type RateLimitOptions } from '../adapters/http/limits/rate-limit.ts'
import type { Config } from '../config.ts'
import { LOGGER, registerSingleton, REQUEST_COUNTER } from './tokens.ts'

/** Enough for a busy minute. Takes about ten megabytes when an attacker uses many addresses. */
const CLIENTS_MAX = 100_000

/** Registers the counter of requests: in Redis if it is configured, otherwise in this process. */
export async function registerRequestCounter(
  services: DependencyContainer,
  config: Config,
): Promise<void> {
  if (config.REDIS_URL === undefined) {
    registerSingleton(services, REQUEST_COUNTER, createInProcessCounter)
  } else {
    const { registerRedisRequestCounter } = await import('./redis-request-counter.ts')
    registerRedisRequestCounter(services, config, createInProcessCounter)
  }
}

function createInProcessCounter(): InProcessRequestCounter {
  return new InProcessRequestCounter({ windowMs: RATE_LIMIT_WINDOW_MS, clientsMax: CLIENTS_MAX })
}

/** Creates the rate limit of clients with its counter, or returns undefined without a limit. */
export function createRateLimit(
  c: DependencyContainer,
  config: Config,
): RateLimitOptions | undefined {
  if (config.RATE_LIMIT_PER_MINUTE === 0) return undefined
  return {
    requestsPerMinute: config.RATE_LIMIT_PER_MINUTE,
    counter: c.resolve(REQUEST_COUNTER),
    logger: c.resolve(LOGGER),
  }
}
