import type { Response } from 'express'

import { HttpProblem } from '../endpoint/http-problem.ts'
import { Shares, type SharesOptions } from './shares.ts'

declare module 'express-serve-static-core' {
  interface Locals {
    /** The request's slot among those in flight; undefined for unlimited paths. */
    flight?: Flight
  }
}

export interface InFlightMetrics {
  requestsInFlight(count: number): void
}

const REFUSALS = {
  'none-left': new HttpProblem('overloaded', 'Too many requests are in progress. Try again.'),
  'none-left-for-client': new HttpProblem(
    'too-many-concurrent-requests',
    'Too many requests of this client are in progress. Try again.',
  ),
}

/** Whether an error is a refusal because too many requests are in flight. */
export function isInFlightRefusal(error: unknown): boolean {
  return error === REFUSALS['none-left'] || error === REFUSALS['none-left-for-client']
}

/** Limits the number of requests in flight, in total and per client. */
export class RequestsInFlight {
  readonly #shares: Shares
  readonly #metrics: InFlightMetrics

  constructor(shares: SharesOptions, metrics: InFlightMetrics) {
    this.#shares = new Shares(shares)
    this.#metrics = metrics
  }

  /**
   * Assigns a slot to a request until its response is ready.
   * @throws {HttpProblem} `overloaded` or `too-many-concurrent-requests` if no slot is free
   */
  admit({ locals }: Response): void {
    const flight = new Flight(this, locals.client)
    flight.resume()
    locals.flight = flight
  }

  /** @throws {HttpProblem} if no slot is free */
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
 * The slot of one request. It represents work of the service: the request has no slot while its body is uploaded or its
 * response is downloaded, and keeps its slot if the client disconnects during the work.
 */
export class Flight {
  readonly #requests: Pick<RequestsInFlight, 'take' | 'giveBack'>
  readonly #client: string
  #hasSlot = false

  constructor(requests: Pick<RequestsInFlight, 'take' | 'giveBack'>, client: string) {
    this.#requests = requests
    this.#client = client
  }

  /** Frees the slot while the request waits for its client, and when its work is done. */
  pause(): void {
    if (!this.#hasSlot) return
    this.#hasSlot = false
    this.#requests.giveBack(this.#client)
  }

  /** @throws {HttpProblem} if no slot is free any more */
  resume(): void {
    if (this.#hasSlot) return
    this.#requests.take(this.#client)
    this.#hasSlot = true
  }
}
