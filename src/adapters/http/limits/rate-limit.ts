import type { RequestHandler, Response } from 'express'
import { rateLimit, type Store } from 'express-rate-limit'
import type { Logger } from 'pino'

import { type AnswerError, HttpProblem } from '../answers/http-problem.ts'

/** The window of a client begins with its first request; the count restarts at zero after the window. */
export const RATE_LIMIT_WINDOW_MS = 60_000

const RATE_LIMITED = new HttpProblem(
  'rate-limited',
  'The rate limit of this client is exceeded. Try again later.',
)

/** Counts the requests of each client. Must be fast even if its store fails, because every request waits for it. */
export type RequestCounter = Pick<Store, 'increment'>

export interface RateLimitOptions {
  readonly requestsPerMinute: number
  readonly counter: RequestCounter
  readonly logger: Logger
}

/** Refuses the requests of a client beyond its limit, and reports the remaining number in every response. */
export function limitRate(options: RateLimitOptions, answerError: AnswerError): RequestHandler {
  const { requestsPerMinute, counter, logger } = options
  return rateLimit({
    windowMs: RATE_LIMIT_WINDOW_MS,
    limit: requestsPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // The paths that are exempt from all limits.
    skip: (_req, { locals }: Response) => locals.flight === undefined,
    keyGenerator: (_req, { locals }: Response) => locals.client,
    store: {
      increment: (client) => counter.increment(client),
      // Required by the type but unused.
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
    handler: (req, res) => {
      answerError(RATE_LIMITED, req, res)
    },
  })
}
