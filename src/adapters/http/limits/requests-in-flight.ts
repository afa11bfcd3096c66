import type { Request, Response } from 'express'

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

/** The one error of a request that is beyond those that may be at work. */
export const OVERLOADED = new HttpProblem('overloaded', 'Too many requests are at work, try again.')

/** Counts the requests that are at work, and refuses at once what goes beyond those that may be. */
export class RequestsInFlight {
  readonly #max: number
  readonly #metrics: InFlightMetrics
  #count = 0

  readonly #change = (by: 1 | -1): void => {
    this.#count += by
    this.#metrics.requestsInFlight(this.#count)
  }

  constructor(max: number, metrics: InFlightMetrics) {
    this.#max = max
    this.#metrics = metrics
  }

  /** @throws {HttpProblem} `overloaded` when there are as many as there may be */
  admit(req: Request, res: Response): void {
    if (this.#count >= this.#max) throw OVERLOADED
    const flight = new Flight(this.#change)
    if (hasBody(req.headers)) {
      // The body begins to be read, and has been read to its end. One that is never read is not waited for.
      req.once('resume', () => {
        flight.count(false)
      })
      req.once('end', () => {
        flight.count(true)
      })
    }
    res.locals.leaveFlight = () => {
      flight.leave()
    }
    res.on('close', res.locals.leaveFlight)
  }
}

/** A request is at work until the end of its answer, except while its body is waited for: that is the client's. */
class Flight {
  readonly #change: (by: 1 | -1) => void
  #isCounted = false
  #isOver = false

  constructor(change: (by: 1 | -1) => void) {
    this.#change = change
    this.count(true)
  }

  count(atWork: boolean): void {
    if (this.#isOver || this.#isCounted === atWork) return
    this.#isCounted = atWork
    this.#change(atWork ? 1 : -1)
  }

  leave(): void {
    this.count(false)
    this.#isOver = true
  }
}
