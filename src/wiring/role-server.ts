import type { DependencyContainer } from 'tsyringe'

import { type AppOptions, createApp } from '../adapters/http/app.ts'
import { AccessKeys } from '../adapters/http/endpoint/access-keys.ts'
import type { ServerRole } from '../adapters/http/endpoint/server-role.ts'
import type { ConnectionLimits } from '../adapters/http/limits/connections.ts'
import {
  type ConnectionMetrics,
  HttpServer,
  type HttpServerOptions,
} from '../adapters/http/server/http-server.ts'
import { logUnreadableRequests } from '../adapters/http/server/observe-requests.ts'
import type { Config } from '../config.ts'
import { ENDPOINTS } from './endpoints.ts'
import { LOGGER } from './tokens.ts'

/** The options in which the servers of an instance differ. */
export interface RoleServerOptions
  extends
    Pick<AppOptions, 'streams' | 'clients' | 'limits' | 'origins'>,
    Pick<HttpServerOptions, 'port' | 'portSetting' | 'closedWhenFull' | 'shutdownDelayMs'> {
  readonly role: ServerRole
  readonly metrics: AppOptions['metrics'] & ConnectionMetrics
  readonly connectionLimits: ConnectionLimits
  readonly shutdownGraceMs: number
}

/** Creates the HTTP server of a role, with an app that serves the routes of that role. */
export function createRoleServer(
  c: DependencyContainer,
  config: Config,
  {
    role,
    streams,
    clients,
    limits,
    origins,
    metrics,
    connectionLimits,
    ...options
  }: RoleServerOptions,
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
    clients,
    limits,
    origins,
    pages: { seatsPerHoldMax: config.SEATS_PER_HOLD_MAX },
  })
  return new HttpServer(app, {
    ...options,
    onUnreadableRequest: logUnreadableRequests({ logger, logLinesPerSecondMax }),
    clients,
    metrics,
    onClosing: () => {
      streams.end()
    },
    host: config.HOST,
    limits: connectionLimits,
  })
}

/** The limits for connections, from the settings. */
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
