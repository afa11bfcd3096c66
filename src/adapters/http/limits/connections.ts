import type { Server, ServerOptions } from 'node:http'
import type { Socket } from 'node:net'

import { type Clients, ClientShares } from './clients.ts'

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

export interface ConnectionLimitMetrics {
  connectionRefused(limit: 'all-clients' | 'one-client'): void
  connectionCut(reason: 'too-many-connections'): void
}

export interface LimitedServer {
  readonly limits: Pick<ConnectionLimits, 'connectionsMax' | 'connectionsPerClientMax'>
  /** Which connection is closed if there are more than `connectionsMax`. Default: `newest`. */
  readonly closedWhenFull?: 'newest' | 'oldest'
  readonly clients: Pick<Clients, 'ofConnection'>
  readonly metrics: ConnectionLimitMetrics
}

/** Limits the connections of a server, in total and per client. */
export function limitConnections(server: Server, options: LimitedServer): void {
  const { limits, closedWhenFull, clients, metrics } = options
  if (closedWhenFull === 'oldest') {
    keepNewest(server, limits.connectionsMax, () => {
      metrics.connectionCut('too-many-connections')
    })
  } else {
    server.maxConnections = limits.connectionsMax
  }
  server.on('drop', () => {
    metrics.connectionRefused('all-clients')
  })
  const connections = new ClientConnections({
    perClientMax: limits.connectionsPerClientMax,
    clients,
    onRefused: () => {
      metrics.connectionRefused('one-client')
    },
  })
  server.on('connection', (socket) => {
    connections.admit(socket)
  })
}

/**
 * Limits the connections of a server by closing the oldest connection beyond `max`. New connections are never refused,
 * so idle connections cannot block a new client, even one with the same address.
 */
function keepNewest(server: Server, max: number, onClosed: () => void): void {
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
  readonly #shares: ClientShares

  constructor(options: ClientConnectionsOptions) {
    this.#options = options
    // The server itself limits the total number of connections.
    this.#shares = new ClientShares({ max: Infinity, perClientMax: options.perClientMax })
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
