import type { DependencyContainer } from 'tsyringe'

import { Clients } from '../adapters/http/limits/clients.ts'
import { HttpServer } from '../adapters/http/server/http-server.ts'
import { OpenStreams } from '../adapters/http/streams/open-streams.ts'
import { Metrics } from '../adapters/metrics/metrics.ts'
import type { Config } from '../config.ts'
import { createRateLimit } from './rate-limit.ts'
import { connectionLimitsOf, createRoleServer } from './role-server.ts'
import { LIFECYCLE, registerSingleton } from './tokens.ts'

/** Registers the server for clients. Without `ADMIN_PORT` it also serves the operators' routes. */
export function registerPublicServer(services: DependencyContainer, config: Config): void {
  registerSingleton(
    services,
    OpenStreams,
    (c) =>
      new OpenStreams({
        streamsMax: config.STREAMS_MAX,
        streamsPerClientMax: config.STREAMS_PER_CLIENT_MAX,
        waitingBytesMax: config.STREAM_BUFFER_BYTES_MAX,
        heartbeatMs: config.STREAM_HEARTBEAT_MS,
        metrics: c.resolve(Metrics),
      }),
  )
  registerSingleton(services, HttpServer, (c) =>
    createRoleServer(c, config, {
      role: config.ADMIN_PORT === undefined ? 'everything' : 'public',
      streams: c.resolve(OpenStreams),
      clients: new Clients(config.TRUST_PROXY),
      limits: {
        requestsInFlightMax: config.REQUESTS_IN_FLIGHT_MAX,
        requestsInFlightPerClientMax: config.REQUESTS_IN_FLIGHT_PER_CLIENT_MAX,
        uploadBytesMax: config.UPLOAD_BYTES_MAX,
        rate: createRateLimit(c, config),
      },
      origins: config.CORS_ORIGINS,
      metrics: c.resolve(Metrics),
      port: config.PORT,
      connectionLimits: connectionLimitsOf(config),
      shutdownDelayMs: config.SHUTDOWN_DELAY_MS,
      shutdownGraceMs: config.SHUTDOWN_GRACE_MS,
    }),
  )
  services.register(LIFECYCLE, { useFactory: (c) => c.resolve(HttpServer) })
}
