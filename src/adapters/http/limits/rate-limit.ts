import type { RequestHandler, Response } from 'express'
import { rateLimit, type Store } from 'express-rate-limit'
import type { Logger } from 'pino'

import { HttpProblem } from '../endpoint/http-problem.ts'

/** Requests are counted from a client's first one for this long, and then from zero again. */
export const RATE_LIMIT_WINDOW_MS = 60_000

/** Counts one request more of a client. It answers soon in any case, since every request waits for it. */
export type RequestCounter = Pick<Store, 'increment'>

export interface RateLimitOptions {
  readonly requestsPerMinute: number
  readonly counter: RequestCounter
  readonly logger: Logger
}

/**
 * Refuses the requests of a client beyond its limit, and says with every answer how many are left.
 * @param isUnlimited whether requests for a path are neither refused nor counted
 */
export function limitRate(
  options: RateLimitOptions,
  isUnlimited: (path: string) => boolean,
): RequestHandler {
  const { requestsPerMinute, counter, logger } = options
  return rateLimit({
    windowMs: RATE_LIMIT_WINDOW_MS,
    limit: requestsPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    skip: ({ path }) => isUnlimited(path),
    keyGenerator: (_req, { locals }: Response) => locals.client,
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
