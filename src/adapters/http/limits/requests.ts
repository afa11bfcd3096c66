import type { Express, Request, Response } from 'express'

import { type AnswerError, HttpProblem } from '../answers/http-problem.ts'
import { type Clients, ClientShares } from './clients.ts'
import { limitRate, type RateLimitOptions } from './rate-limit.ts'

declare module 'express-serve-static-core' {
  interface Locals {
    /** What the request uses of the service; undefined for unlimited paths. */
    flight?: Flight
  }
}

export interface RequestLimits {
  /** Maximum number of requests in flight. */
  readonly requestsInFlightMax: number
  /** Maximum number of requests in flight per client. */
  readonly requestsInFlightPerClientMax: number
  /** Maximum memory for bodies that are being received, in bytes. A client may use half of it. */
  readonly uploadBytesMax: number
  /** The rate limit per client. Default: none. */
  readonly rate?: RateLimitOptions | undefined
}

export interface InFlightMetrics {
  requestsInFlight(count: number): void
  uploadBytes(bytes: number): void
}

export interface LimitedApp {
  readonly clients: Clients
  /** Default: no limits. */
  readonly limits: RequestLimits | undefined
  /** The paths that are exempt from the limits, as those for operators are. */
  readonly unlimitedPaths: ReadonlySet<string>
  readonly metrics: InFlightMetrics
  /** Called for every request, including refused ones. */
  readonly observe: (req: Request, res: Response) => void
  readonly answerError: AnswerError
}

/**
 * Registers the checks that precede all routes, cheapest first. They are one handler as far as possible, because
 * passing from one Express handler to the next costs more than most of the checks.
 */
export function useLimits(app: Express, options: LimitedApp): void {
  const { clients, limits, unlimitedPaths, metrics, observe, answerError } = options
  const inFlight = limits && new RequestsInFlight(limits, metrics)
  app.use((req, res, next) => {
    observe(req, res)
    try {
      if (inFlight === undefined || unlimitedPaths.has(req.path)) {
        res.locals.client = clients.ofOrProxy(req)
      } else {
        res.locals.client = clients.of(req)
        inFlight.admit(res)
      }
      refuseMalformed(req)
    } catch (error) {
      answerError(error, req, res)
      return
    }
    next()
  })
  if (limits?.rate) app.use(limitRate(limits.rate, answerError))
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

const REFUSALS = {
  'none-left': new HttpProblem('overloaded', 'Too many requests are in progress. Try again.'),
  'none-left-for-client': new HttpProblem(
    'too-many-concurrent-requests',
    'Too many requests of this client are in progress. Try again.',
  ),
}

const UPLOAD_REFUSALS = {
  'none-left': new HttpProblem('overloaded', 'Too many bodies are being received. Try again.'),
  'none-left-for-client': new HttpProblem(
    'too-many-concurrent-requests',
    'Too many bodies of this client are being received. Try again.',
  ),
}

const OVERLOAD_REFUSALS: ReadonlySet<unknown> = new Set([
  ...Object.values(REFUSALS),
  ...Object.values(UPLOAD_REFUSALS),
])

/** Whether an error is a refusal because too many requests are in flight or too many bodies are being received. */
export function isOverloadRefusal(error: unknown): boolean {
  return OVERLOAD_REFUSALS.has(error)
}

/** Limits the requests in flight and the bodies that are being received, in total and per client. */
class RequestsInFlight {
  readonly #slots: ClientShares
  readonly #uploads: ClientShares

  constructor(limits: RequestLimits, metrics: InFlightMetrics) {
    this.#slots = new ClientShares({
      max: limits.requestsInFlightMax,
      perClientMax: limits.requestsInFlightPerClientMax,
      onChange: (count) => {
        metrics.requestsInFlight(count)
      },
    })
    this.#uploads = new ClientShares({
      max: limits.uploadBytesMax,
      perClientMax: limits.uploadBytesMax / 2,
      onChange: (bytes) => {
        metrics.uploadBytes(bytes)
      },
    })
  }

  /**
   * Assigns a slot to a request until its response is ready.
   * @throws {HttpProblem} `overloaded` or `too-many-concurrent-requests` if no slot is free
   */
  admit({ locals }: Response): void {
    const flight = new Flight(locals.client, this.#slots, this.#uploads)
    flight.resume()
    locals.flight = flight
  }
}

/**
 * What one request uses of the service. A slot represents work: the request has none while its body is uploaded or its
 * response is downloaded, and keeps it if the client disconnects during the work.
 */
class Flight {
  readonly #client: string
  readonly #slots: ClientShares
  readonly #uploads: ClientShares
  #hasSlot = false
  #uploadBytes = 0

  constructor(client: string, slots: ClientShares, uploads: ClientShares) {
    this.#client = client
    this.#slots = slots
    this.#uploads = uploads
  }

  /** Frees the slot while the request waits for its client, and when its work is done. */
  pause(): void {
    if (!this.#hasSlot) return
    this.#hasSlot = false
    this.#slots.giveBack(this.#client)
  }

  /** @throws {HttpProblem} if no slot is free any more */
  resume(): void {
    if (this.#hasSlot) return
    const outcome = this.#slots.take(this.#client)
    if (outcome !== 'taken') throw REFUSALS[outcome]
    this.#hasSlot = true
  }

  /**
   * Counts more memory for the body until `endUpload`.
   * @throws {HttpProblem} `overloaded` or `too-many-concurrent-requests` if not enough is left
   */
  receive(bytes: number): void {
    const outcome = this.#uploads.take(this.#client, bytes)
    if (outcome !== 'taken') throw UPLOAD_REFUSALS[outcome]
    this.#uploadBytes += bytes
  }

  endUpload(): void {
    if (this.#uploadBytes === 0) return
    this.#uploads.giveBack(this.#client, this.#uploadBytes)
    this.#uploadBytes = 0
  }
}
