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
import { ClientConnections } from '../limits/client-connections.ts'
import type { Clients } from '../limits/clients.ts'
import { type ConnectionLimits, serverOptions } from '../limits/connection-limits.ts'
import { keepNewest } from '../limits/newest-connections.ts'
import { PipelinedRequests } from '../limits/pipelined-requests.ts'
import { type SlowReaderMetrics, SlowReaders } from '../limits/slow-readers.ts'
import type { Messages } from './app-messages.ts'
import { answerUnreadableRequest } from './unreadable-requests.ts'

export interface ConnectionMetrics extends SlowReaderMetrics {
  connectionRefused(limit: 'all-clients' | 'one-client'): void
  connectionCut(
    reason: 'slow-reader' | 'waiting-bytes' | 'pipelined-requests' | 'too-many-connections',
  ): void
}

export interface HttpServerOptions {
  /** Default: all interfaces. */
  readonly host?: string | undefined
  /** 0 for any free port. */
  readonly port: number
  /** The setting of the port, for error messages. Default: `PORT`. */
  readonly portSetting?: 'PORT' | 'ADMIN_PORT'
  readonly limits: ConnectionLimits
  /** Which connection is closed if there are more than `connectionsMax`. Default: `newest`. */
  readonly closedWhenFull?: 'newest' | 'oldest'
  readonly clients: Clients
  readonly metrics: ConnectionMetrics
  /** The classes of requests and responses. Default: those of Node. */
  readonly messages?: Messages
  /** Called for unreadable requests, which do not reach the app, with the status of the response. */
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

/** The server could not listen on its port; the message says what to change. */
export class ListenError extends Error {
  override readonly name = 'ListenError'
}

/** Serves one app on one port, with a graceful shutdown. */
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
    // An `Expect` that Node does not support: the app refuses it with a problem.
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

    // The remaining connections are idle. Node does not close those that never sent a request.
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
      // The error must not replace the response of a complete request before it, which may be booking a seat.
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

/** Makes the client use another connection for its next request. */
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
      return new ListenError(`Port ${port} is already in use. Set ${portSetting} to another port.`)
    case 'EACCES':
      return new ListenError(
        `Permission denied for port ${port}. Set ${portSetting} to another port.`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ListenError(
        `"${host}" is not an address of this machine. Set HOST to one that is.`,
      )
    default:
      return error
  }
}
