import type {
  IncomingMessage,
  RequestListener,
  Server,
  ServerOptions,
  ServerResponse,
} from 'node:http'
import type { Socket } from 'node:net'

import { problemRow } from '../answers/problems.ts'
import { type Clients, Shares } from './clients.ts'

/** The limits that the HTTP server applies before a request reaches the app, and to unread responses. */
export interface ConnectionLimits {
  /** Maximum number of connections. Further connections are closed immediately. */
  readonly connectionsMax: number
  /** Maximum number of connections per client; see `ClientConnections`. */
  readonly connectionsPerClientMax: number
  /** Maximum size of the request line and headers together, in bytes. */
  readonly headerBytesMax: number
  /** Maximum number of headers per request. */
  readonly headersMax: number
  /** Maximum time for the headers to arrive, from the connect or the end of the previous response. */
  readonly headersTimeoutMs: number
  /** Maximum time for the whole request to arrive; at least `headersTimeoutMs`. */
  readonly requestTimeoutMs: number
  /** Maximum time for a client to read the next piece of a response; see `SlowReaders`. */
  readonly answerTimeoutMs: number
  /** Maximum size of the unread responses of all clients together, in bytes. */
  readonly waitingBytesMax: number
  /** Maximum number of waiting pipelined requests on all connections together. */
  readonly pipelinedRequestsMax: number
  /** How long an idle connection is kept open. */
  readonly keepAliveTimeoutMs: number
}

/** The precision of the timeouts. */
const CHECKING_INTERVAL_MS_MAX = 1_000

/** Converts the limits to Node's options. The app checks `Host`, because Node's refusal has no body. */
export function serverOptions(limits: ConnectionLimits): ServerOptions {
  return {
    maxHeaderSize: limits.headerBytesMax,
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    connectionsCheckingInterval: Math.min(limits.headersTimeoutMs / 2, CHECKING_INTERVAL_MS_MAX),
    requireHostHeader: false,
  }
}

/**
 * Limits the connections of a server by closing the oldest connection beyond `max`. New connections are never refused,
 * so idle connections cannot block a new client, even one with the same address.
 */
export function keepNewest(server: Server, max: number, onClosed: () => void): void {
  const open = new Set<Socket>()
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    const [oldest] = open
    if (!oldest || open.size <= max) return
    open.delete(oldest)
    oldest.destroy()
    onClosed()
  })
}

export interface ClientConnectionsOptions {
  /** Maximum number of open connections per client. */
  readonly perClientMax: number
  readonly clients: Pick<Clients, 'ofConnection'>
  /** Called when a connection is refused because its client has too many. */
  readonly onRefused: () => void
}

/**
 * Limits the open connections per client. The client is identified by the address of the socket, because no header has
 * been read yet. Trusted proxies are exempt: their connections carry the requests of many clients.
 */
export class ClientConnections {
  readonly #options: ClientConnectionsOptions
  readonly #shares: Shares

  constructor(options: ClientConnectionsOptions) {
    this.#options = options
    // The server itself limits the total number of connections.
    this.#shares = new Shares({ max: Infinity, perClientMax: options.perClientMax })
  }

  /** Counts a connection until it closes, or closes it if its client has too many. */
  admit(socket: Socket): void {
    const { clients, onRefused } = this.#options
    const client = clients.ofConnection(socket)
    if (client === undefined) return
    if (this.#shares.take(client) === 'taken') {
      socket.once('close', () => {
        this.#shares.giveBack(client)
      })
    } else {
      socket.destroy()
      onRefused()
    }
  }
}

export interface PipelinedRequestsOptions {
  /** Maximum number of waiting requests on all connections together. */
  readonly waitingMax: number
  readonly begin: RequestListener
  /** Called when a connection is closed because too many requests are waiting. */
  readonly onCut: () => void
}

interface Queue {
  length: number
  readonly end: () => void
}

/**
 * Processes the requests of each connection one at a time. HTTP/1.1 clients may pipeline requests; these are queued in
 * order, and reading from the connection is paused meanwhile. One read can still contain a thousand requests, so if too
 * many are queued in total, the connection with the longest queue is closed.
 */
export class PipelinedRequests {
  readonly #options: PipelinedRequestsOptions
  readonly #queues = new Map<Socket, Queue>()
  #waiting = 0

  constructor(options: PipelinedRequestsOptions) {
    this.#options = options
  }

  /** Processes a request once the preceding requests on its connection have been answered. */
  put(req: IncomingMessage, res: ServerResponse): void {
    // Node assigns the socket to a response when the preceding responses are finished.
    if (res.socket) {
      this.#options.begin(req, res)
      return
    }
    const { socket } = req
    // The connection was closed for exceeding the limit; ignore the rest of what it sent.
    if (socket.destroyed) return
    const queue = this.#queues.get(socket) ?? this.#openQueue(socket)
    queue.length++
    this.#waiting++
    res.once('socket', () => {
      if (socket.destroyed) return
      this.#waiting--
      if (--queue.length === 0) queue.end()
      afterPause(socket, () => {
        if (!socket.destroyed) this.#options.begin(req, res)
      })
    })
    if (this.#waiting > this.#options.waitingMax) this.#cutLongest()
  }

  #openQueue(socket: Socket): Queue {
    const resume = pauseReading(socket)
    const end = () => {
      this.#waiting -= queue.length
      this.#queues.delete(socket)
      socket.off('close', end)
      resume()
    }
    const queue = { length: 0, end }
    this.#queues.set(socket, queue)
    socket.once('close', end)
    return queue
  }

  #cutLongest(): void {
    const [longest] = Array.from(this.#queues).toSorted(([, a], [, b]) => b.length - a.length)
    if (!longest) return
    const [socket, { end }] = longest
    end()
    socket.destroy()
    this.#options.onCut()
  }
}

const PAUSE_AFTER_REFUSAL_MS = (problemRow('overloaded').retryAfterS ?? 0) * 1_000

/** The number of reasons to pause each connection. */
const reasons = new WeakMap<Socket, number>()

/** The callbacks that wait for the end of the pause after a refusal. */
const afterRefusal = new WeakMap<Socket, (() => void)[]>()

/**
 * Stops reading from a connection, so that its client cannot send more.
 * @returns call it once to resume; reading resumes when no caller pauses the connection any more
 */
export function pauseReading(socket: Socket): () => void {
  const others = reasons.get(socket)
  reasons.set(socket, (others ?? 0) + 1)
  // Node resumes reading at the end of a request or a response, even on a paused connection.
  if (others === undefined) socket.on('resume', pauseAgain)
  socket.pause()
  return () => {
    const left = (reasons.get(socket) ?? 1) - 1
    reasons.set(socket, left)
    if (left === 0) socket.resume()
  }
}

function pauseAgain(this: Socket): void {
  if ((reasons.get(this) ?? 0) > 0) this.pause()
}

/**
 * Stops reading from a connection for the `Retry-After` of a refused request. Refusing the requests of a client that
 * ignores `Retry-After` would take time from the requests that were admitted.
 */
export function pauseAfterRefusal(socket: Socket): void {
  const waiting: (() => void)[] = []
  const resume = pauseReading(socket)
  afterRefusal.set(socket, waiting)
  setTimeout(() => {
    afterRefusal.delete(socket)
    resume()
    for (const proceed of waiting) proceed()
  }, PAUSE_AFTER_REFUSAL_MS).unref()
}

/** Calls `proceed` at once, or at the end of the pause after a refusal. */
export function afterPause(socket: Socket, proceed: () => void): void {
  const waiting = afterRefusal.get(socket)
  if (waiting) waiting.push(proceed)
  else proceed()
}
