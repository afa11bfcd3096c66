import type { DependencyContainer, InjectionToken } from 'tsyringe'

import { Clients } from '../adapters/http/limits/clients.ts'
import type { HttpServer } from '../adapters/http/server/http-server.ts'
import { OpenStreams } from '../adapters/http/streams/open-streams.ts'
import { Metrics } from '../adapters/metrics/metrics.ts'
import type { Config } from '../config.ts'
import { connectionLimitsOf, createRoleServer } from './role-server.ts'
import { LIFECYCLE, registerSingleton } from './tokens.ts'

/** Registered only when `ADMIN_PORT` is set. */
export const ADMIN_SERVER = Symbol('admin HttpServer') as InjectionToken<HttpServer>

/** Enough for health checks, a metrics collector and some browsers with the live activity. */
const CONNECTIONS_MAX = 100

/** Short, because it adds to the time that the service needs to stop. Requests to this server take milliseconds. */
const SHUTDOWN_GRACE_MS = 1_000

/** Registers the server for the operators' routes. It limits connections, and no requests. */
export function registerAdminServer(services: DependencyContainer, config: Config): void {
  const { ADMIN_PORT } = config
  if (ADMIN_PORT === undefined) return
  registerSingleton(services, ADMIN_SERVER, (c) => {
    const metrics = withoutGauges(c.resolve(Metrics))
    return createRoleServer(c, config, {
      role: 'admin',
      streams: new OpenStreams({
        streamsMax: CONNECTIONS_MAX,
        streamsPerClientMax: CONNECTIONS_MAX,
        waitingBytesMax: config.STREAM_BUFFER_BYTES_MAX,
        heartbeatMs: config.STREAM_HEARTBEAT_MS,
        metrics,
      }),
      clients: new Clients(),
      metrics,
      port: ADMIN_PORT,
      portSetting: 'ADMIN_PORT',
      connectionLimits: {
        ...connectionLimitsOf(config),
        connectionsMax: CONNECTIONS_MAX,
        connectionsPerClientMax: Infinity,
      },
      closedWhenFull: 'oldest',
      shutdownGraceMs: SHUTDOWN_GRACE_MS,
    })
  })
  services.register(LIFECYCLE, { useFactory: (c) => c.resolve(ADMIN_SERVER) })
}

/** Counts the events of the admin server. The gauges are left to the public server, whose limits apply to them. */
function withoutGauges(metrics: Metrics) {
  return {
    requestFinished: metrics.requestFinished.bind(metrics),
    connectionRefused: metrics.connectionRefused.bind(metrics),
    connectionCut: metrics.connectionCut.bind(metrics),
    streamCut: metrics.streamCut.bind(metrics),
    requestsInFlight: () => undefined,
    uploadBytes: () => undefined,
    waitingBytes: () => undefined,
    streamsOpen: () => undefined,
  }
}
