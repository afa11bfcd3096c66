import type { Express, Request, Response } from 'express'

import { HttpProblem } from '../answers/http-problem.ts'
import type { Clients } from './clients.ts'
import { pauseAfterRefusal } from './paused-connections.ts'
import { limitRate, type RateLimitOptions } from './rate-limit.ts'
import {
  type InFlightLimits,
  type InFlightMetrics,
  isInFlightRefusal,
  RequestsInFlight,
} from './requests-in-flight.ts'

export interface RequestLimits extends InFlightLimits {
  readonly clients: Clients
  /** The rate limit per client. Default: none. */
  readonly rate?: RateLimitOptions | undefined
}

export interface LimitedApp {
  readonly limits: RequestLimits
  /** Whether a path is exempt from the limits, as the paths for operators are. */
  readonly isUnlimited: (path: string) => boolean
  readonly metrics: InFlightMetrics
  /** Called for every request, including refused ones. */
  readonly observe: (req: Request, res: Response) => void
  readonly answerError: (error: unknown, req: Request, res: Response) => void
}

/**
 * Registers the checks that precede all routes, cheapest first. They are one handler as far as possible, because
 * passing from one Express handler to the next costs more than most of the checks, and passing an error to the error
 * handler visits every route.
 */
export function useLimits(app: Express, options: LimitedApp): void {
  const { limits, isUnlimited, metrics, observe, answerError } = options
  const { clients, rate } = limits
  const inFlight = new RequestsInFlight(limits, metrics)
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
      // Do not pause the connection of a proxy: it carries the requests of other clients.
      const isOwnConnection = clients.ofConnection(req.socket) !== undefined
      if (isInFlightRefusal(error) && isOwnConnection) pauseAfterRefusal(req.socket)
      answerError(error, req, res)
      return
    }
    next()
  })
  if (rate) app.use(limitRate(rate, isUnlimited, answerError))
}

/**
 * Refuses requests that Node accepts, or refuses without a body: those without exactly one `Host` (RFC 9112,
 * section 3.2) or with an unknown `Expect` (RFC 9110, section 10.1.1).
 *
 * @throws {HttpProblem} `malformed-http` or `expectation-failed`
 */
function refuseMalformed(req: Request): void {
  const hosts = countOf('host', req.rawHeaders)
  if (hosts > 1 || (hosts === 0 && req.httpVersion !== '1.0')) {
    throw new HttpProblem('malformed-http', 'Exactly one Host header is required.')
  }
  const { expect = '100-continue' } = req.headers
  if (expect.toLowerCase() !== '100-continue') {
    throw new HttpProblem('expectation-failed', 'Expect must be 100-continue.')
  }
}

/** Node's `headers` drops duplicates of `Host`, and `headersDistinct` is slow. */
function countOf(name: string, rawHeaders: readonly string[]): number {
  let count = 0
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const given = rawHeaders[i] ?? ''
    if (given.length === name.length && given.toLowerCase() === name) count++
  }
  return count
}
