import type { DependencyContainer } from 'tsyringe'

import { type AppOptions, createApp } from '../adapters/http/app.ts'
import { AccessKeys } from '../adapters/http/endpoint/access-keys.ts'
import type { ConnectionLimits } from '../adapters/http/limits/connection-limits.ts'
import type { RequestLimits } from '../adapters/http/limits/limits.ts'
import { messagesOf } from '../adapters/http/server/app-messages.ts'
import {
  type ConnectionMetrics,
  HttpServer,
  type HttpServerOptions,
} from '../adapters/http/server/http-server.ts'
import { logUnreadableRequests } from '../adapters/http/server/observe-requests.ts'
import type { ServerRole } from '../adapters/http/server/server-role.ts'
import type { Config } from '../config.ts'
import { ENDPOINTS } from './endpoints.ts'
import { LOGGER } from './tokens.ts'

/** The options in which the servers of an instance differ. */
export interface ServerOptions
  extends
    Pick<AppOptions, 'streams' | 'limits' | 'origins'>,
    Pick<HttpServerOptions, 'port' | 'portSetting' | 'closedWhenFull' | 'shutdownDelayMs'> {
  readonly role: ServerRole
  readonly metrics: AppOptions['metrics'] & ConnectionMetrics
  readonly connectionLimits: ConnectionLimits
  readonly shutdownGraceMs: number
}

/** Creates a server with its routes. */
export function createServer(
  c: DependencyContainer,
  config: Config,
  { role, streams, limits, origins, metrics, connectionLimits, ...options }: ServerOptions,
): HttpServer {
  const logger = c.resolve(LOGGER)
  const logLinesPerSecondMax = config.LOG_LINES_PER_SECOND_MAX
  const app = createApp({
    role,
    endpoints: c.resolve(ENDPOINTS),
    keys: c.resolve(AccessKeys),
    metrics,
    logger,
    logLinesPerSecondMax,
    bodyBytesMax: config.BODY_BYTES_MAX,
    streams,
    limits,
    origins,
    pages: { seatsPerHoldMax: config.SEATS_PER_HOLD_MAX },
  })
  return new HttpServer(app, {
    ...options,
    messages: messagesOf(app),
    onUnreadableRequest: logUnreadableRequests({ logger, logLinesPerSecondMax }),
    clients: limits.clients,
    metrics,
    onClosing: () => {
      streams.end()
    },
    host: config.HOST,
    limits: connectionLimits,
  })
}

/** The limits of the public server for connections. */
export function connectionLimitsOf(config: Config): ConnectionLimits {
  return {
    connectionsMax: config.CONNECTIONS_MAX,
    connectionsPerClientMax: config.CONNECTIONS_PER_CLIENT_MAX,
    headerBytesMax: config.HEADER_BYTES_MAX,
    headersMax: config.HEADERS_MAX,
    headersTimeoutMs: config.HEADERS_TIMEOUT_MS,
    requestTimeoutMs: config.REQUEST_TIMEOUT_MS,
    answerTimeoutMs: config.ANSWER_TIMEOUT_MS,
    waitingBytesMax: config.WAITING_BYTES_MAX,
    pipelinedRequestsMax: config.PIPELINED_REQUESTS_MAX,
    keepAliveTimeoutMs: config.KEEP_ALIVE_TIMEOUT_MS,
  }
}

/** The limits of the public server for concurrent requests. */
export function requestLimitsOf(config: Config): Omit<RequestLimits, 'clients'> {
  return {
    requestsInFlightMax: config.REQUESTS_IN_FLIGHT_MAX,
    requestsInFlightPerClientMax: config.REQUESTS_IN_FLIGHT_PER_CLIENT_MAX,
  }
}
