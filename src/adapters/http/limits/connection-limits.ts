import type { ServerOptions } from 'node:http'

/** What a client may take of the server before it has asked for anything. */
export interface ConnectionLimits {
  /** How many connections there may be; more are closed as they come. */
  readonly connectionsMax: number
  /** How many of them one client may have; see `ClientConnections`. */
  readonly connectionsPerClientMax: number
  /** The largest request line and headers together, in bytes. */
  readonly headerBytesMax: number
  /** How many headers a request may have. */
  readonly headersMax: number
  /** How long the headers may take to arrive, from the connection or the last answer's end on. */
  readonly headersTimeoutMs: number
  /** How long the whole request may take to arrive; no less than its headers. */
  readonly requestTimeoutMs: number
  /** How long a client may take for the next piece of an answer; see `SlowReaders`. */
  readonly answerTimeoutMs: number
  /** How much may wait for all clients together until they take it, in bytes. */
  readonly waitingBytesMax: number
  /** How many pipelined requests may wait on all connections together. */
  readonly pipelinedRequestsMax: number
  /** How long a connection is kept for another request. */
  readonly keepAliveTimeoutMs: number
}

/** How exactly the time-outs are kept. */
const CHECKING_INTERVAL_MS_MAX = 1_000

/** Node's options for these limits. It refuses a request without `Host` by itself, but without a word. */
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
