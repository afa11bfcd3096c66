import type { Express, Request, Response } from 'express'

import type { Clients } from './clients.ts'
import { limitRate, type RateLimitOptions } from './rate-limit.ts'
import { type InFlightMetrics, isNoPlace, RequestsInFlight } from './requests-in-flight.ts'
import { restAfterRefusal } from './resting-connections.ts'
import { refuseMalformed } from './well-formed-requests.ts'

export interface RequestLimits {
  /** How many requests may be at work at the same time. */
  readonly requestsInFlightMax: number
  /** How many of them may be of one client. */
  readonly requestsInFlightPerClientMax: number
  readonly clients: Clients
  /** How many requests each client may make in a while; any number when left out. */
  readonly rate?: RateLimitOptions | undefined
}

export interface LimitedApp {
  readonly limits: RequestLimits
  /** Whether requests for a path are never refused for a limit, as those of operators are not. */
  readonly isUnlimited: (path: string) => boolean
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
  const { limits, isUnlimited, metrics, observe, answerError } = options
  const { clients, rate } = limits
  const shares = {
    max: limits.requestsInFlightMax,
    perClientMax: limits.requestsInFlightPerClientMax,
  }
  const inFlight = new RequestsInFlight(shares, metrics)
  app.use((req, res, next) => {
    observe(req, res)
    try {
      if (isUnlimited(req.path)) {
        res.locals.client = clients.peerOf(req)
      } else {
        res.locals.client = clients.of(req)
        inFlight.admit(res)
      }
      refuseMalformed(req)
    } catch (error) {
      // A proxy sends the requests of others on the same connection.
      const isOwnConnection = clients.ofConnection(req.socket) !== undefined
      if (isNoPlace(error) && isOwnConnection) restAfterRefusal(req.socket)
      answerError(error, req, res)
      return
    }
    next()
  })
  if (rate) app.use(limitRate(rate, isUnlimited))
}
