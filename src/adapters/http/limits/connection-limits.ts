import type { ServerOptions } from 'node:http'

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
