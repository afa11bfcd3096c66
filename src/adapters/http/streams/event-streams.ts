import type { Request, RequestHandler, Response } from 'express'

import { HttpProblem } from '../endpoint/http-problem.ts'
import { Shares } from '../limits/shares.ts'
import { allHeaders } from '../endpoint/answers.ts'
import { EventStream } from './event-stream.ts'
import { Turns } from './turns.ts'

declare module 'express-serve-static-core' {
  interface Locals {
    /** When the answer began, of one that goes on for as long as its reader likes; by `performance.now()`. */
    streamBeganMs?: number
  }
}

/** Where it is shown how many read streams. */
export interface StreamMetrics {
  streamsOpen(count: number): void
  streamCut(): void
}

export interface EventStreamsOptions {
  /** How many streams there may be at once. */
  readonly streamsMax: number
  /** How many of them one client may have. */
  readonly streamsPerClientMax: number
  /** How much may wait for one reader beyond the largest thing that it was sent, in bytes. */
  readonly waitingBytesMax: number
  /** After how long without an event a sign of life is sent, in milliseconds. */
  readonly heartbeatMs: number
  readonly metrics: StreamMetrics
}

/**
 * Sends events to a reader.
 * @returns called once, when the reader has gone or the stream has ended
 */
export type SendEvents = (stream: EventStream) => () => void

export const EVENT_STREAM_TYPE = 'text/event-stream'

const HEADERS = {
  'Content-Type': EVENT_STREAM_TYPE,
  // A proxy that gathers or packs what it passes on would keep events back.
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
}

/** How soon readers come back that have lost their stream: soon, but not all of them at once. */
const RETRY_MS_MIN = 500
const RETRY_MS_MAX = 1_500

const REFUSALS = {
  'none-left': new HttpProblem(
    'too-many-streams',
    'Too many are served already, try again or poll.',
  ),
  'none-left-for-client': new HttpProblem(
    'too-many-streams-per-client',
    'This client has too many open streams, close one or poll.',
  ),
}

/** The streams that this instance serves. */
export class EventStreams {
  readonly #options: EventStreamsOptions
  readonly #open = new Set<EventStream>()
  readonly #turns = new Turns()
  readonly #places: Readonly<Record<'clients' | 'operators', Shares>>
  #ended = false

  constructor(options: EventStreamsOptions) {
    this.#options = options
    const { streamsMax: max, streamsPerClientMax: perClientMax } = options
    this.#places = {
      clients: new Shares({ max, perClientMax }),
      operators: new Shares({ max, perClientMax: max }),
    }
  }

  /**
   * Refuses a stream beyond the limits. One that is let in is no request in flight: it may last for ever.
   * @param audience operators have places of their own, without a limit for each client, so that the streams of clients
   *   do not use them up
   */
  admit(audience: 'clients' | 'operators'): RequestHandler {
    const places = this.#places[audience]
    return (_req, res, next) => {
      res.locals.flight?.pause()
      // The client left while the rate limit was checked. Its `close` event, which gives a place back, is over.
      if (res.destroyed) return
      const { client } = res.locals
      const outcome = places.take(client)
      if (outcome !== 'taken') throw REFUSALS[outcome]
      res.once('close', () => {
        places.giveBack(client)
      })
      next()
    }
  }

  /** Answers a request that was let in. */
  answer(req: Request, res: Response, sendEvents: SendEvents): void {
    res.locals.streamBeganMs = performance.now()
    res.writeHead(200, allHeaders(res, HEADERS))
    // A client that has gone by now was told nothing, and takes nothing.
    if (req.method === 'HEAD' || this.#ended || res.destroyed) {
      res.end()
      return
    }
    const { waitingBytesMax, heartbeatMs, metrics } = this.#options
    const onCut = (): void => {
      metrics.streamCut()
    }
    const stream = new EventStream(res, { waitingBytesMax, heartbeatMs, turns: this.#turns, onCut })
    this.#open.add(stream)
    metrics.streamsOpen(this.#open.size)
    stream.send(Buffer.from(`retry: ${retryMs()}\n\n`))
    const leave = sendEvents(stream)
    res.once('close', () => {
      this.#open.delete(stream)
      metrics.streamsOpen(this.#open.size)
      leave()
    })
  }

  /** Ends all of them, and lets none last that comes after: their readers turn elsewhere. */
  end(): void {
    this.#ended = true
    for (const stream of this.#open) stream.end()
  }
}

function retryMs(): number {
  return Math.round(RETRY_MS_MIN + Math.random() * (RETRY_MS_MAX - RETRY_MS_MIN))
}
