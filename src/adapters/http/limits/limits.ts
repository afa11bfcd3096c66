import type { Express } from 'express'

import { limitRate, type RateLimitOptions } from './rate-limit.ts'
import { type InFlightMetrics, limitRequestsInFlight } from './requests-in-flight.ts'
import { parseTrustedProxies } from './trust-proxy.ts'
import { refuseMalformedRequests } from './well-formed-requests.ts'

export interface RequestLimits {
  /** How many requests may be at work at the same time. */
  readonly requestsInFlightMax: number
  /** Whose `X-Forwarded-For` is believed, as `parseTrustedProxies` reads it; nobody's when left out. */
  readonly trustProxy?: string | undefined
  /** How much each client may ask of /api; as much as it likes when left out. */
  readonly rate?: RateLimitOptions | undefined
}

/** Puts what stands before all routes into the app: the cheapest refusals first. */
export function useLimits(app: Express, limits: RequestLimits, metrics: InFlightMetrics): void {
  const { requestsInFlightMax, trustProxy, rate } = limits
  app.set('trust proxy', trustProxy === undefined ? false : parseTrustedProxies(trustProxy))
  app.use(limitRequestsInFlight(requestsInFlightMax, metrics))
  app.use(refuseMalformedRequests)
  if (rate) app.use('/api', limitRate(rate))
}
