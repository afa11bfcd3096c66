import type { Response } from 'express'

import { HttpProblem } from '../answers/http-problem.ts'
import { Shares } from './shares.ts'

declare module 'express-serve-static-core' {
  interface Locals {
    /** What the request uses of the service; undefined for unlimited paths. */
    flight?: Flight
  }
}

export interface InFlightLimits {
  /** Maximum number of requests in flight. */
  readonly requestsInFlightMax: number
  /** Maximum number of requests in flight per client. */
  readonly requestsInFlightPerClientMax: number
  /** Maximum memory for bodies that are being received, in bytes. A client may use half of it. */
  readonly uploadBytesMax: number
}

export interface InFlightMetrics {
  requestsInFlight(count: number): void
  uploadBytes(bytes: number): void
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

/** Whether an error is a refusal because too many requests are in flight. */
export function isInFlightRefusal(error: unknown): boolean {
  return error === REFUSALS['none-left'] || error === REFUSALS['none-left-for-client']
}

/** Limits the requests in flight and the bodies that are being received, in total and per client. */
export class RequestsInFlight {
  readonly #slots: Shares
  readonly #uploads: Shares

  constructor(limits: InFlightLimits, metrics: InFlightMetrics) {
    this.#slots = new Shares({
      max: limits.requestsInFlightMax,
      perClientMax: limits.requestsInFlightPerClientMax,
      onChange: (count) => {
        metrics.requestsInFlight(count)
      },
    })
    this.#uploads = new Shares({
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
export class Flight {
  readonly #client: string
  readonly #slots: Shares
  readonly #uploads: Shares
  #hasSlot = false
  #uploadBytes = 0

  constructor(client: string, slots: Shares, uploads: Shares) {
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
