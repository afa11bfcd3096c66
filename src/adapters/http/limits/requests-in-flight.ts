import type { Response } from 'express'

import { HttpProblem } from '../endpoint/http-problem.ts'
import { Shares, type SharesOptions } from './shares.ts'

declare module 'express-serve-static-core' {
  interface Locals {
    /** The place of the request among those in flight, where it needs one. */
    flight?: Flight
  }
}

/** Where it is shown how many requests are at work. */
export interface InFlightMetrics {
  requestsInFlight(count: number): void
}

/** The errors of a request for which there is no place. */
const REFUSALS = {
  'none-left': new HttpProblem('overloaded', 'Too many requests are at work, try again.'),
  'none-left-for-client': new HttpProblem(
    'too-many-concurrent-requests',
    'Too many requests of this client are at work, try again.',
  ),
}

/** Whether an error says that there was no place for a request. */
export function isNoPlace(error: unknown): boolean {
  return error === REFUSALS['none-left'] || error === REFUSALS['none-left-for-client']
}

/** Counts the requests that are at work, and refuses at once those beyond the limits. */
export class RequestsInFlight {
  readonly #shares: Shares
  readonly #metrics: InFlightMetrics

  constructor(shares: SharesOptions, metrics: InFlightMetrics) {
    this.#shares = new Shares(shares)
    this.#metrics = metrics
  }

  /**
   * Gives a request a place until its answer is sent.
   * @throws {HttpProblem} `overloaded` or `too-many-concurrent-requests` when there is none
   */
  admit({ locals }: Response): void {
    const flight = new Flight(this, locals.client)
    flight.resume()
    locals.flight = flight
  }

  /** @throws {HttpProblem} when there is no place */
  take(client: string): void {
    const outcome = this.#shares.take(client)
    if (outcome !== 'taken') throw REFUSALS[outcome]
    this.#metrics.requestsInFlight(this.#shares.taken)
  }

  giveBack(client: string): void {
    this.#shares.giveBack(client)
    this.#metrics.requestsInFlight(this.#shares.taken)
  }
}

/**
 * The place of one request. It stands for work that the service does: a request has none while its body is waited for,
 * nor while its client takes the answer, and it keeps its place when the client leaves in the middle of the work.
 */
export class Flight {
  readonly #requests: Pick<RequestsInFlight, 'take' | 'giveBack'>
  readonly #client: string
  #hasPlace = false

  constructor(requests: Pick<RequestsInFlight, 'take' | 'giveBack'>, client: string) {
    this.#requests = requests
    this.#client = client
  }

  /** Leaves the place while the request waits for its client, and when its work is done. */
  pause(): void {
    if (!this.#hasPlace) return
    this.#hasPlace = false
    this.#requests.giveBack(this.#client)
  }

  /** @throws {HttpProblem} when there is no place any more */
  resume(): void {
    if (this.#hasPlace) return
    this.#requests.take(this.#client)
    this.#hasPlace = true
  }
}
