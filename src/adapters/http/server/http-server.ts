import { once } from 'node:events'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'

import { Slots } from '../../../collections/slots.ts'
import type { Messages } from './app-messages.ts'
import type { Clients } from '../limits/clients.ts'
import { ClientConnections } from '../limits/client-connections.ts'
import { type ConnectionLimits, serverOptions } from '../limits/connection-limits.ts'
import { keepNewest } from '../limits/newest-connections.ts'
import { PipelinedRequests } from '../limits/pipelined-requests.ts'
import { type SlowReaderMetrics, SlowReaders } from '../limits/slow-readers.ts'
import { answerUnreadableRequest } from './unreadable-requests.ts'

/** Where it is shown what becomes of connections. */
export interface ConnectionMetrics extends SlowReaderMetrics {
  connectionRefused(limit: 'all-clients' | 'one-client'): void
  connectionCut(
    reason: 'slow-reader' | 'waiting-bytes' | 'pipelined-requests' | 'too-many-connections',
  ): void
}

export interface HttpServerOptions {
  /** All interfaces when left out. */
  readonly host?: string | undefined
  /** 0 picks a free one. */
  readonly port: number
  /** The setting that the port comes from, named in error messages; `PORT` when left out. */
  readonly portSetting?: 'PORT' | 'ADMIN_PORT'
  readonly limits: ConnectionLimits
  /** Which connection is closed when there is one more than `connectionsMax`; `newest` when left out. */
  readonly closedWhenFull?: 'newest' | 'oldest'
  readonly clients: Clients
  readonly metrics: ConnectionMetrics
  /** What requests and responses are made of; Node's own when left out. */
  readonly messages?: Messages
  /** Told of what could not be read as a request, and so reached no app, with the status of its answer. */
  readonly onUnreadableRequest: (error: Error, status: number) => void
  /** Told when no more connections are taken, so that answers end which never would by themselves. */
  readonly onClosing?: () => void
  /** How long to go on answering once the server is told to stop and `isServing` is false. Not at all when left out. */
  readonly shutdownDelayMs?: number | undefined
  /** How long requests in flight may take to finish once no new ones are taken. */
  readonly shutdownGraceMs: number
}

/**
 * How many connections may wait to be taken. With Node's 511, some of a thousand buyers who come in the same instant
 * would wait for a second or more until their system tries again, and some would be reset.
 */
const BACKLOG = 4_096

/** The server could not listen where it was told to; the message says what to change. */
export class ListenError extends Error {
  override readonly name = 'ListenError'
}

/** Serves one app on one port, and stops without dropping a request. */
export class HttpServer {
  readonly #server: Server
  readonly #options: HttpServerOptions
  readonly #inFlight = new Slots<ServerResponse>()
  readonly #slowReaders: SlowReaders
  #stopping = false

  constructor(app: RequestListener, options: HttpServerOptions) {
    this.#options = options
    const { limits, clients, metrics } = options
    const pipelined = new PipelinedRequests({
      waitingMax: limits.pipelinedRequestsMax,
      begin: (req, res) => {
        this.#begin(req, res, app)
      },
      onCut: () => {
        metrics.connectionCut('pipelined-requests')
      },
    })
    const serve: RequestListener = (req, res) => {
      pipelined.put(req, res)
    }
    this.#slowReaders = new SlowReaders({
      responses: this.#inFlight,
      clientOf: ({ req }) => clients.find(req) ?? clients.peerOf(req),
      metrics,
      ...limits,
    })
    this.#server = createServer({ ...serverOptions(limits), ...options.messages }, serve)
    if (options.closedWhenFull === 'oldest') {
      keepNewest(this.#server, limits.connectionsMax, () => {
        metrics.connectionCut('too-many-connections')
      })
    } else {
      this.#server.maxConnections = limits.connectionsMax
    }
    this.#server.maxHeadersCount = limits.headersMax
    // An `Expect` that Node does not know: the app refuses it, with an answer like any other.
    this.#server.on('checkExpectation', serve)
    this.#server.on('drop', () => {
      metrics.connectionRefused('all-clients')
    })
    const connections = new ClientConnections({
      perClientMax: limits.connectionsPerClientMax,
      clients,
      onRefused: () => {
        metrics.connectionRefused('one-client')
      },
    })
    this.#server.on('connection', (socket) => {
      connections.admit(socket)
    })
    this.#server.on('clientError', (error, socket) => {
      this.#onClientError(error, socket)
    })
  }

  /** The port in use; known once started. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Whether the server listens and was not told to stop. Otherwise clients should use another instance. */
  get isServing(): boolean {
    return this.#server.listening && !this.#stopping
  }

  /** @throws {ListenError} when the port cannot be had */
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
   * After the delay takes no new connections, ends the streams, lets requests in flight finish within the grace period,
   * and cuts what is left.
   */
  async stop(): Promise<void> {
    this.#stopping = true
    for (const res of this.#inFlight) announceLast(res)
    await pause(this.#options.shutdownDelayMs ?? 0)

    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#options.onClosing?.()

    const grace = setTimeout(() => {
      this.#server.closeAllConnections()
    }, this.#options.shutdownGraceMs)
    while (this.#inFlight.size > 0) await Promise.all(Array.from(this.#inFlight, untilClosed))
    clearTimeout(grace)

    // What is left waits for a request, and some of it never sent any: Node would wait for that, too.
    this.#server.closeAllConnections()
    await closed
    this.#slowReaders.stop()
  }

  #begin(req: IncomingMessage, res: ServerResponse, app: RequestListener): void {
    if (this.#stopping) announceLast(res)
    const slot = this.#inFlight.put(res)
    res.on('close', () => {
      this.#inFlight.free(slot)
    })
    app(req, res)
  }

  #onClientError(error: Error & { code?: string }, socket: Duplex): void {
    const unanswered = Array.from(this.#inFlight).find((res) => res.socket === socket)
    if (unanswered?.req.complete) {
      // Junk after a good request must not answer in its place: the request may be booking a seat.
      announceLast(unanswered)
      return
    }
    if (error.code === 'ECONNRESET' || unanswered?.headersSent || !socket.writable) {
      socket.destroy()
      return
    }
    this.#options.onUnreadableRequest(error, answerUnreadableRequest(error, socket))
  }
}

/** Tells the client to turn elsewhere with its next request. */
function announceLast(res: ServerResponse): void {
  if (!res.headersSent) res.setHeader('Connection', 'close')
}

async function untilClosed(res: ServerResponse): Promise<void> {
  await new Promise((resolve) => res.once('close', resolve))
}

function describeListenError(
  error: unknown,
  { host, port, portSetting = 'PORT' }: HttpServerOptions,
): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  switch (error.code) {
    case 'EADDRINUSE':
      return new ListenError(`Port ${port} is already in use; set ${portSetting} to another one.`)
    case 'EACCES':
      return new ListenError(
        `Port ${port} may not be used by this user; set ${portSetting} to another one.`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ListenError(`"${host}" is no address of this machine; set HOST to one that is.`)
    default:
      return error
  }
}
