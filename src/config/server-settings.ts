import { z } from 'zod'

import { parseOrigins } from '../adapters/http/endpoint/origins.ts'
import { parseTrustedProxies } from '../adapters/http/limits/trust-proxy.ts'
import { checked, parsed, wholeNumber } from './setting-types.ts'

/** The settings of the HTTP servers: their addresses, their limits and their stop. */
export const serverSettings = {
  /** The TCP port to listen on; 0 picks a free one. */
  PORT: wholeNumber({ min: 0, max: 65_535 }).default(3000),

  /** The address to listen on; all interfaces when not set. */
  HOST: z.string().optional(),

  /**
   * The TCP port of a second server for health, readiness, metrics and the live activity, which answers even when the
   * first one is full; 0 picks a free one. When not set, one server has all routes.
   */
  ADMIN_PORT: wholeNumber({ min: 0, max: 65_535 }).optional(),

  /** The largest request body, in bytes. */
  BODY_BYTES_MAX: wholeNumber({ min: 0, max: 1_048_576, unit: 'bytes' }).default(65_536),

  /** The largest request body with a seating plan, in bytes. */
  PLAN_BYTES_MAX: wholeNumber({ min: 0, max: 33_554_432, unit: 'bytes' }).default(33_554_432),

  /** The largest request line together with the headers, in bytes. */
  HEADER_BYTES_MAX: wholeNumber({ min: 1_024, max: 1_048_576, unit: 'bytes' }).default(16_384),

  /** The most headers of a request. */
  HEADERS_MAX: wholeNumber({ min: 10, max: 1_000 }).default(100),

  /** The timeout for receiving the headers of a request, in milliseconds; at most `REQUEST_TIMEOUT_MS`. */
  HEADERS_TIMEOUT_MS: wholeNumber({ min: 100, max: 600_000, unit: 'milliseconds' }).default(10_000),

  /** The timeout for receiving a whole request, in milliseconds. */
  REQUEST_TIMEOUT_MS: wholeNumber({ min: 100, max: 600_000, unit: 'milliseconds' }).default(30_000),

  /**
   * The timeout for a client to read the next 64 KiB of a response, or the rest if that is less, in milliseconds. The
   * connection of a slower client is closed.
   */
  ANSWER_TIMEOUT_MS: wholeNumber({ min: 100, max: 600_000, unit: 'milliseconds' }).default(60_000),

  /** How long an idle connection is kept open, in milliseconds. */
  KEEP_ALIVE_TIMEOUT_MS: wholeNumber({ min: 1, max: 600_000, unit: 'milliseconds' }).default(5_000),

  /** The most open connections. Further ones are closed at once. */
  CONNECTIONS_MAX: wholeNumber({ min: 1, max: 1_000_000 }).default(10_000),

  /**
   * The most open connections of one client, by the address of the socket. Further ones are closed at once. Not applied
   * to trusted proxies. By default half of `CONNECTIONS_MAX`.
   */
  CONNECTIONS_PER_CLIENT_MAX: wholeNumber({ min: 1, max: 1_000_000 }).optional(),

  /** The most requests in flight. Further ones are answered with 503 at once. */
  REQUESTS_IN_FLIGHT_MAX: wholeNumber({ min: 1, max: 100_000 }).default(2_000),

  /** The most requests in flight of one client. Further ones are answered with 429. By default half of the maximum. */
  REQUESTS_IN_FLIGHT_PER_CLIENT_MAX: wholeNumber({ min: 1, max: 100_000 }).optional(),

  /**
   * The most memory for request bodies that are being received, in bytes; half of it for one client. The minimum lets
   * one client send the largest seating plan.
   */
  UPLOAD_BYTES_MAX: wholeNumber({ min: 67_108_864, max: 1_099_511_627_776, unit: 'bytes' }).default(
    134_217_728,
  ),

  /** The most waiting pipelined requests. Beyond it, the connection with most of them is closed. */
  PIPELINED_REQUESTS_MAX: wholeNumber({ min: 1, max: 1_000_000 }).default(10_000),

  /**
   * The most memory for responses that clients have not read yet, in bytes. Beyond it, the connections with most of it
   * are closed.
   */
  WAITING_BYTES_MAX: wholeNumber({ min: 1_048_576, max: 1_099_511_627_776, unit: 'bytes' }).default(
    268_435_456,
  ),

  /** The most open streams. Further ones are answered with 503. */
  STREAMS_MAX: wholeNumber({ min: 0, max: 1_000_000 }).default(5_000),

  /** The most open streams of one client. Further ones are answered with 429. By default half of `STREAMS_MAX`. */
  STREAMS_PER_CLIENT_MAX: wholeNumber({ min: 1, max: 1_000_000 }).optional(),

  /**
   * The most bytes that wait for a reader of a stream, in addition to its largest message. Beyond it, the stream is
   * closed.
   */
  STREAM_BUFFER_BYTES_MAX: wholeNumber({ min: 1_024, max: 1_073_741_824, unit: 'bytes' }).default(
    1_048_576,
  ),

  /** The interval of heartbeats on an idle stream, in milliseconds. Clients reconnect after 45 s without data. */
  STREAM_HEARTBEAT_MS: wholeNumber({ min: 100, max: 30_000, unit: 'milliseconds' }).default(15_000),

  /** The most requests of one client per minute, without operators' routes; 0 for no limit. */
  RATE_LIMIT_PER_MINUTE: wholeNumber({ min: 0, max: 1_000_000 }).default(0),

  /** The other sites whose pages may use the service, in a form that `parseOrigins` accepts; none when not set. */
  CORS_ORIGINS: parsed(parseOrigins).optional(),

  /**
   * The proxies whose `X-Forwarded-For` is trusted, in a form that `parseTrustedProxies` accepts; none when not set.
   */
  TRUST_PROXY: checked(parseTrustedProxies).optional(),

  /**
   * How long to keep serving at shutdown while `/readyz` already answers 503, in milliseconds, so that a load balancer
   * uses other instances before connections are refused.
   */
  SHUTDOWN_DELAY_MS: wholeNumber({ min: 0, max: 600_000, unit: 'milliseconds' }).default(0),

  /** How long to wait for requests in flight at shutdown, in milliseconds. */
  SHUTDOWN_GRACE_MS: wholeNumber({ min: 0, max: 600_000, unit: 'milliseconds' }).default(10_000),
}
