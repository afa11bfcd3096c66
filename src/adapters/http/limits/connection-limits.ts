import type { ServerOptions, ServerResponse } from 'node:http'

/** What a client may take of the server before it has asked for anything. */
export interface ConnectionLimits {
  /** How many connections there may be; more are closed as they come. */
  readonly connectionsMax: number
  /** The largest request line and headers together, in bytes. */
  readonly headerBytesMax: number
  /** How many headers a request may have. */
  readonly headersMax: number
  /** How long the headers may take to arrive, from the connection or the last answer's end on. */
  readonly headersTimeoutMs: number
  /** How long the whole request may take to arrive; no less than its headers. */
  readonly requestTimeoutMs: number
  /** How long a client may take to receive an answer, once that is complete. */
  readonly answerTimeoutMs: number
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

/** What cuts the connection of a client that has not taken its answer this long after it was complete: `prefinish`. */
export function limitAnswerTime(answerTimeoutMs: number): (this: ServerResponse) => void {
  return function () {
    // Most answers are with the operating system by now, and need no timer.
    if (this.writableLength === 0) return
    const cut = setTimeout(() => this.socket?.destroy(), answerTimeoutMs)
    this.once('close', () => {
      clearTimeout(cut)
    })
  }
}
