import type { Request, RequestHandler, Response } from 'express'

import { abandon, allHeaders } from '../answers/answers.ts'
import { HttpProblem } from '../answers/http-problem.ts'
import { ClientShares } from '../limits/clients.ts'
import { encode, EventStream } from './event-stream.ts'
import { FairScheduler } from './fair-scheduler.ts'

declare module 'express-serve-static-core' {
  interface Locals {
    /** The `performance.now()` at the start of a stream; undefined for other responses. */
    streamBeganMs?: number
  }
}

export interface StreamMetrics {
  streamsOpen(count: number): void
  streamCut(): void
}

export interface OpenStreamsOptions {
  /** Maximum number of open streams. */
  readonly streamsMax: number
  /** Maximum number of open streams per client. */
  readonly streamsPerClientMax: number
  /** Maximum unread bytes of a reader, in addition to the size of the largest event that it was sent. */
  readonly waitingBytesMax: number
  /** How long a stream may be silent before a heartbeat is sent, in milliseconds. */
  readonly heartbeatMs: number
  readonly metrics: StreamMetrics
}

/**
 * Starts sending events to a stream.
 * @returns called once when the stream has ended
 */
export type SendEvents = (stream: EventStream) => () => void

export const EVENT_STREAM_TYPE = 'text/event-stream'

const HEADERS = {
  'Content-Type': EVENT_STREAM_TYPE,
  // Buffering or compression in a proxy would delay events.
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
}

/** Bounds of the random reconnect delay, so that readers do not all reconnect at the same time. */
const RETRY_MS_MIN = 500
const RETRY_MS_MAX = 1_500

const REFUSALS = {
  'none-left': new HttpProblem(
    'too-many-streams',
    'Too many streams are open. Try again, or poll.',
  ),
  'none-left-for-client': new HttpProblem(
    'too-many-streams-per-client',
    'This client has too many open streams. Close one, or poll.',
  ),
}

/** The open streams of this instance. */
export class OpenStreams {
  readonly #options: OpenStreamsOptions
  readonly #open = new Set<EventStream>()
  readonly #scheduler = new FairScheduler()
  readonly #heartbeats: NodeJS.Timeout
  readonly #slots: Readonly<Record<'clients' | 'operators', ClientShares>>
  #ended = false

  constructor(options: OpenStreamsOptions) {
    this.#options = options
    const limits = { max: options.streamsMax, perClientMax: options.streamsPerClientMax }
    this.#slots = { clients: new ClientShares(limits), operators: new ClientShares(limits) }
    // One timer for all streams, of half the time, because a stream may fall silent just after a call of `beat`.
    this.#heartbeats = setInterval(() => {
      for (const stream of this.#open) stream.beat()
    }, options.heartbeatMs / 2).unref()
  }

  /**
   * Refuses streams beyond the limits. An admitted stream does not count as a request in flight.
   * @param audience operators have separate slots, so that the streams of clients cannot use them up
   */
  admit(audience: 'clients' | 'operators'): RequestHandler {
    const slots = this.#slots[audience]
    return (_req, res, next) => {
      res.locals.flight?.pause()
      // The client disconnected during the rate limit check, so the `close` event that frees a slot has passed.
      if (res.destroyed) return
      const { client } = res.locals
      const outcome = slots.take(client)
      if (outcome !== 'taken') throw REFUSALS[outcome]
      res.once('close', () => {
        slots.giveBack(client)
      })
      next()
    }
  }

  /** Opens the stream of an admitted request. */
  answer(req: Request, res: Response, sendEvents: SendEvents): void {
    res.locals.streamBeganMs = performance.now()
    res.writeHead(200, allHeaders(res, HEADERS))
    // Do not open a stream for HEAD, during shutdown, or if the client has disconnected.
    const { socket } = res
    if (req.method === 'HEAD' || this.#ended || res.destroyed || !socket) {
      res.end()
      return
    }
    const { waitingBytesMax, metrics } = this.#options
    const onCut = (): void => {
      metrics.streamCut()
    }
    const onFailure = (error: unknown): void => {
      abandon(res, error)
    }
    const stream = new EventStream(res, socket, {
      waitingBytesMax,
      scheduler: this.#scheduler,
      onCut,
      onFailure,
    })
    this.#open.add(stream)
    metrics.streamsOpen(this.#open.size)
    let leave = (): void => undefined
    // Registered first, so that a stream is not kept if `sendEvents` throws.
    res.once('close', () => {
      this.#open.delete(stream)
      metrics.streamsOpen(this.#open.size)
      leave()
    })
    stream.send(encode(`retry: ${retryMs()}\n\n`))
    leave = sendEvents(stream)
  }

  /** Ends all streams, and from now on every new one immediately, so that readers connect to another instance. */
  end(): void {
    this.#ended = true
    clearInterval(this.#heartbeats)
    for (const stream of this.#open) stream.end()
  }
}

function retryMs(): number {
  return Math.round(RETRY_MS_MIN + Math.random() * (RETRY_MS_MAX - RETRY_MS_MIN))
}
