import { once } from 'node:events'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'

import type { Express, Locals, Response } from 'express'

import type { Clients } from '../limits/clients.ts'
import {
  type ConnectionLimitMetrics,
  type ConnectionLimits,
  limitConnections,
  type LimitedServer,
  serverOptions,
} from '../limits/connections.ts'
import { PipelinedRequests } from '../limits/pipelined-requests.ts'
import { type SlowReaderMetrics, SlowReaders } from '../limits/slow-readers.ts'
import { describeListenError, type ListenOptions } from './listen-error.ts'
import { createServer, IncomingMessage, ServerResponse } from './node-http.ts'
import { answerUnreadableRequest } from './unreadable-requests.ts'

export interface ConnectionMetrics extends SlowReaderMetrics, ConnectionLimitMetrics {
  connectionCut(
    reason: 'slow-reader' | 'waiting-bytes' | 'pipelined-requests' | 'too-many-connections',
  ): void
}

export interface HttpServerOptions extends ListenOptions, Pick<LimitedServer, 'closedWhenFull'> {
  readonly limits: ConnectionLimits
  readonly clients: Clients
  readonly metrics: ConnectionMetrics
  /** Called for unreadable requests that did not reach the app, with the status of the response. */
  readonly onUnreadableRequest: (error: Error, status: number) => void
  /** Called when the server stops accepting connections, to end streams. */
  readonly onClosing?: () => void
  /** How long to keep serving after `stop` is called and `isServing` is false. Default: 0. */
  readonly shutdownDelayMs?: number | undefined
  /** Maximum time for requests in flight to finish after the server has stopped accepting connections. */
  readonly shutdownGraceMs: number
}

/**
 * Maximum length of the accept queue. With Node's default of 511, some of a thousand simultaneous connects would be
 * delayed by a second or more until the client retries, and some would be reset.
 */
const BACKLOG = 4_096

/** Serves one app on one port, with a graceful shutdown. */
export class HttpServer {
  readonly #server: Server
  readonly #options: HttpServerOptions
  /**
   * The response of each connection whose request is being received or processed; undefined for an idle connection.
   * Entries are kept until the connection closes, because frequent deletions make garbage collections long: see
   * src/collections/slots.ts.
   */
  readonly #responses = new Map<Duplex, ServerResponse | undefined>()
  readonly #slowReaders: SlowReaders
  #stopping = false

  constructor(app: Express, options: HttpServerOptions) {
    this.#options = options
    const { limits, clients, metrics } = options
    const begin: RequestListener = (req, res) => {
      this.#begin(req, res, app)
    }
    const pipelined = new PipelinedRequests({
      waitingMax: limits.pipelinedRequestsMax,
      begin,
      onCut: () => {
        metrics.connectionCut('pipelined-requests')
      },
    })
    const serve: RequestListener = (req, res) => {
      // Node assigns the socket to a response when the preceding responses on the connection are finished.
      if (res.socket) begin(req, res)
      else pipelined.queue(req, res)
    }
    this.#slowReaders = new SlowReaders({
      responses: { [Symbol.iterator]: () => this.#openResponses() },
      clientOf: ({ req }) => clients.ofOrProxy(req),
      metrics,
      ...limits,
    })
    this.#server = createServer({ ...serverOptions(limits), ...messagesOf(app) }, serve)
    this.#server.maxHeadersCount = limits.headersMax
    // An `Expect` that Node does not support: the app refuses it with a problem.
    this.#server.on('checkExpectation', serve)
    this.#server.on('clientError', (error, socket) => {
      this.#onClientError(error, socket)
    })
    limitConnections(this.#server, options)
  }

  /** The port in use. Available after `start`. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Whether the server listens and `stop` has not been called. Otherwise clients should use another instance. */
  get isServing(): boolean {
    return this.#server.listening && !this.#stopping
  }

  /** @throws {ListenError} if the port is not available */
  async start(): Promise<void> {
    const { host, port } = this.#options
    this.#server.listen({ port, host, backlog: BACKLOG })
    try {
      await once(this.#server, 'listening')
    } catch (error) {
      throw describeListenError(error, this.#options)
    }
    this.#slowReaders.start()
  }

  /**
   * Waits for the delay, stops accepting connections, ends the streams, waits for requests in flight up to the grace
   * period, and closes the remaining connections.
   */
  async stop(): Promise<void> {
    this.#stopping = true
    for (const res of this.#openResponses()) announceLast(res)
    await pause(this.#options.shutdownDelayMs ?? 0)

    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#options.onClosing?.()

    const grace = setTimeout(() => {
      this.#server.closeAllConnections()
    }, this.#options.shutdownGraceMs)
    await this.#allClosed()
    clearTimeout(grace)

    // The remaining connections are idle. Node does not close those that never sent a request.
    this.#server.closeAllConnections()
    await closed
    this.#slowReaders.stop()
  }

  #begin(req: IncomingMessage, res: ServerResponse, app: RequestListener): void {
    if (this.#stopping) announceLast(res)
    const { socket } = req
    if (!this.#responses.has(socket)) {
      socket.once('close', () => this.#responses.delete(socket))
    }
    this.#responses.set(socket, res)
    res.on('close', () => {
      // Kept while the body arrives: if that fails, there must be no second response.
      if (req.complete && this.#responses.get(socket) === res)
        this.#responses.set(socket, undefined)
    })
    app(req, res)
  }

  /** The responses that have not ended. A connection has one at most, because its requests are processed one at a time. */
  *#openResponses(): Generator<ServerResponse> {
    for (const res of this.#responses.values()) if (res && !res.closed) yield res
  }

  /** Waits until all responses have ended, including those that begin meanwhile. */
  async #allClosed(): Promise<void> {
    let open = Array.from(this.#openResponses())
    while (open.length > 0) {
      await Promise.all(open.map(untilClosed))
      open = Array.from(this.#openResponses())
    }
  }

  #onClientError(error: Error & { code?: string }, socket: Duplex): void {
    const latest = this.#responses.get(socket)
    // Node takes the socket from a response when it is finished.
    const unanswered = latest?.socket === socket ? latest : undefined
    if (unanswered?.req.complete) {
      // The error must not replace the response of a complete request before it, which may be booking a seat.
      announceLast(unanswered)
      return
    }
    // The request whose body fails was already answered.
    const isAnswered = latest?.headersSent === true && !latest.req.complete
    if (error.code === 'ECONNRESET' || isAnswered || !socket.writable) {
      socket.destroy()
      return
    }
    const { code, status } = answerUnreadableRequest(error, socket)
    if (!unanswered) {
      this.#options.onUnreadableRequest(error, status)
      return
    }
    // The app counts and logs the request. The rest of its body must not complete it.
    unanswered.req.pause()
    unanswered.statusCode = status
    const { locals } = unanswered as Response
    locals.problemCode = code
    locals.answeredByServer = true
  }
}

/** Makes the client use another connection for its next request. */
function announceLast(res: ServerResponse): void {
  if (!res.headersSent) res.setHeader('Connection', 'close')
}

async function untilClosed(res: ServerResponse): Promise<void> {
  await new Promise((resolve) => res.once('close', resolve))
}

/**
 * Returns classes whose instances already have the prototypes of this app. Otherwise Express changes the prototype of
 * each request and response, which makes property access in V8 slow.
 */
export function messagesOf(app: Express) {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse {
    // All fields, so that the shape of the object never changes.
    readonly locals: Record<keyof Locals, unknown> = {
      requestId: undefined,
      client: undefined,
      credentials: undefined,
      actor: undefined,
      isAdministration: undefined,
      problemCode: undefined,
      answeredByServer: undefined,
      error: undefined,
      flight: undefined,
      streamBeganMs: undefined,
    }
  }
  Object.setPrototypeOf(AppRequest.prototype, app.request)
  Object.setPrototypeOf(AppResponse.prototype, app.response)
  app.request = AppRequest.prototype as Express['request']
  app.response = AppResponse.prototype as unknown as Express['response']
  return { IncomingMessage: AppRequest, ServerResponse: AppResponse as typeof ServerResponse }
}
