import type { RequestHandler } from 'express'
import { rateLimit, type Store } from 'express-rate-limit'
import type { Logger } from 'pino'

import { clientOf } from './client-of.ts'
import { HttpProblem } from '../http-problem.ts'

/** Requests are counted from a client's first one for this long, and then from zero again. */
export const RATE_LIMIT_WINDOW_MS = 60_000

/** Counts one request more of a client. It answers soon in any case, since every request waits for it. */
export type RequestCounter = Pick<Store, 'increment'>

export interface RateLimitOptions {
  readonly requestsPerMinute: number
  readonly counter: RequestCounter
  readonly logger: Logger
}

/** Refuses what a client sends beyond its share, and tells it with every answer how much of that is left. */
export function limitRate(options: RateLimitOptions): RequestHandler {
  const { requestsPerMinute, counter, logger } = options
  return rateLimit({
    windowMs: RATE_LIMIT_WINDOW_MS,
    limit: requestsPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: clientOf,
    store: {
      increment: (client) => counter.increment(client),
      // Never asked for: every request counts, and counts until its window ends.
      decrement: () => undefined,
      resetKey: () => undefined,
    },
    passOnStoreError: true,
    logger: {
      warn: (err, message) => {
        logger.warn({ err }, message)
      },
      error: (err, message) => {
        logger.error({ err }, message)
      },
    },
    handler: () => {
      throw new HttpProblem('rate-limited', 'There were too many requests, try again later.')
    },
  })
}
