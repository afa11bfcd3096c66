import type { Request, RequestHandler, Response } from 'express'

import { HttpProblem } from '../http-problem.ts'
import { hasBody } from '../json-body.ts'

declare module 'express-serve-static-core' {
  interface Locals {
    /** Counts the request as in flight no longer: for an answer that goes on for long, such as a stream of events. */
    leaveFlight?: () => void
  }
}

/** Where it is shown how many requests are at work. */
export interface InFlightMetrics {
  requestsInFlight(count: number): void
}

/** Those who look after an overloaded service have to see it. */
const NEVER_REFUSED = new Set(['/healthz', '/readyz', '/metrics', '/api/activity'])

const OVERLOADED = new HttpProblem('overloaded', 'Too many requests are at work, try again.')

/** Refuses at once what goes beyond the requests that may be at work at the same time. */
export function limitRequestsInFlight(max: number, metrics: InFlightMetrics): RequestHandler {
  let inFlight = 0
  const change = (by: 1 | -1): void => {
    inFlight += by
    metrics.requestsInFlight(inFlight)
  }
  return (req, res, next) => {
    if (NEVER_REFUSED.has(req.path)) next()
    else if (inFlight >= max) next(OVERLOADED)
    else {
      countWhileAtWork(req, res, change)
      next()
    }
  }
}

/** A request is at work from now to the end of its answer, except while its body is waited for: that is the client's. */
function countWhileAtWork(req: Request, res: Response, change: (by: 1 | -1) => void): void {
  let counted = false
  let over = false
  const count = (atWork: boolean): void => {
    if (over || counted === atWork) return
    counted = atWork
    change(atWork ? 1 : -1)
  }
  const leave = (): void => {
    count(false)
    over = true
  }
  count(true)
  if (hasBody(req.headers)) {
    // The body begins to be read, and has been read to its end. One that is never read is not waited for.
    req.once('resume', () => {
      count(false)
    })
    req.once('end', () => {
      count(true)
    })
  }
  res.on('close', leave)
  res.locals.leaveFlight = leave
}
