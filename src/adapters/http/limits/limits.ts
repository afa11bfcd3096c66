import type { Express, Request, Response } from 'express'

import { limitRate, type RateLimitOptions } from './rate-limit.ts'
import { type InFlightMetrics, OVERLOADED, RequestsInFlight } from './requests-in-flight.ts'
import { restAfterRefusal } from './resting-connections.ts'
import { parseTrustedProxies } from './trust-proxy.ts'
import { refuseMalformed } from './well-formed-requests.ts'

export interface RequestLimits {
  /** How many requests may be at work at the same time. */
  readonly requestsInFlightMax: number
  /** Whose `X-Forwarded-For` is believed, as `parseTrustedProxies` reads it; nobody's when left out. */
  readonly trustProxy?: string | undefined
  /** How much each client may ask of /api; as much as it likes when left out. */
  readonly rate?: RateLimitOptions | undefined
}

export interface LimitedApp {
  readonly limits: RequestLimits
  readonly metrics: InFlightMetrics
  /** Told of every request, refused ones too. */
  readonly observe: (req: Request, res: Response) => void
  readonly answerError: (error: unknown, req: Request, res: Response) => void
}

/**
 * Puts what stands before all routes into the app: the cheapest refusals first. As far as it can it is one handler,
 * because on the way to the next one Express does more than most of these, and on the way to the one for errors it
 * passes by every route.
 */
export function useLimits(app: Express, options: LimitedApp): void {
  const { limits, metrics, observe, answerError } = options
  const { requestsInFlightMax, trustProxy, rate } = limits
  app.set('trust proxy', trustProxy === undefined ? false : parseTrustedProxies(trustProxy))
  const inFlight = new RequestsInFlight(requestsInFlightMax, metrics)
  app.use((req, res, next) => {
    observe(req, res)
    try {
      inFlight.admit(req, res)
      refuseMalformed(req)
    } catch (error) {
      // A proxy sends the requests of others on the same connection.
      if (error === OVERLOADED && trustProxy === undefined) restAfterRefusal(req, res)
      answerError(error, req, res)
      return
    }
    next()
  })
  if (rate) app.use('/api', limitRate(rate))
}
