import { randomUUID } from 'node:crypto'

import type { DependencyContainer } from 'tsyringe'

import { Clients } from '../adapters/http/limits/clients.ts'
import { HttpServer } from '../adapters/http/server/http-server.ts'
import { OpenStreams } from '../adapters/http/streams/open-streams.ts'
import { ActivityMonitor } from '../adapters/metrics/activity-monitor.ts'
import { Metrics } from '../adapters/metrics/metrics.ts'
import { RepeatedTask } from '../adapters/system/repeated-task.ts'
import type { Config } from '../config.ts'
import { ADMIN_SERVER, registerAdminServer } from './admin-server.ts'
import { createEndpoints, ENDPOINTS } from './endpoints.ts'
import { createRateLimit } from './rate-limit.ts'
import { connectionLimitsOf, createServer, requestLimitsOf } from './server.ts'
import { CLOCK, LIFECYCLE, LOGGER, registerSingleton } from './tokens.ts'

/** The interval of activity reports. */
const ACTIVITY_INTERVAL_MS = 500

/** Registers the HTTP servers. The admin server starts before the public one, and stops after it. */
export function registerHttp(services: DependencyContainer, config: Config): void {
  registerActivity(services)
  registerSingleton(services, ENDPOINTS, (c) => createEndpoints(c, config))
  registerAdminServer(services, config)
  registerPublicServer(services, config)
}

/** The ports of the servers, after they were started. */
export function portsOf(services: DependencyContainer): { port: number; adminPort?: number } {
  const { port } = services.resolve(HttpServer)
  if (!services.isRegistered(ADMIN_SERVER)) return { port }
  return { port, adminPort: services.resolve(ADMIN_SERVER).port }
}

function registerPublicServer(services: DependencyContainer, config: Config): void {
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
    createServer(c, config, {
      role: config.ADMIN_PORT === undefined ? 'everything' : 'public',
      streams: c.resolve(OpenStreams),
      limits: {
        ...requestLimitsOf(config),
        clients: new Clients(config.TRUST_PROXY),
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

function registerActivity(services: DependencyContainer): void {
  registerSingleton(services, ActivityMonitor, (c) => {
    const metrics = c.resolve(Metrics)
    return new ActivityMonitor({
      totals: () => metrics.totals(),
      clock: c.resolve(CLOCK),
      instance: randomUUID().slice(0, 8),
    })
  })
  services.register(LIFECYCLE, {
    useFactory: (c) => {
      const monitor = c.resolve(ActivityMonitor)
      return new RepeatedTask(() => monitor.tick(), {
        intervalMs: ACTIVITY_INTERVAL_MS,
        onError: (err) => {
          c.resolve(LOGGER).error({ err }, 'Activity snapshot failed')
        },
      })
    },
  })
}
