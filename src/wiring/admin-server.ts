import type { DependencyContainer, InjectionToken } from 'tsyringe'

import type { HttpServer } from '../adapters/http/server/http-server.ts'
import { Clients } from '../adapters/http/limits/clients.ts'
import { EventStreams } from '../adapters/http/streams/event-streams.ts'
import { Metrics } from '../adapters/metrics/metrics.ts'
import type { Config } from '../config.ts'
import { connectionLimitsOf, createServer, requestLimitsOf } from './server.ts'
import { PART, single } from './tokens.ts'

/** Registered only when `ADMIN_PORT` is set. */
export const ADMIN_SERVER = Symbol('admin HttpServer') as InjectionToken<HttpServer>

/** Enough for a supervisor, a metrics collector and some browsers with the live activity. */
const CONNECTIONS_MAX = 100

/** Short, since it adds to the time that a supervisor has to allow for a stop. Requests here take milliseconds. */
const SHUTDOWN_GRACE_MS = 1_000

/** Registers the server of the routes for operators, whose limits are separate from those of the public server. */
export function registerAdminServer(services: DependencyContainer, config: Config): void {
  const { ADMIN_PORT } = config
  if (ADMIN_PORT === undefined) return
  single(services, ADMIN_SERVER, (c) => {
    const metrics = withoutGauges(c.resolve(Metrics))
    return createServer(c, config, {
      role: 'admin',
      streams: new EventStreams({
        streamsMax: CONNECTIONS_MAX,
        streamsPerClientMax: CONNECTIONS_MAX,
        waitingBytesMax: config.STREAM_BUFFER_BYTES_MAX,
        heartbeatMs: config.STREAM_HEARTBEAT_MS,
        metrics,
      }),
      limits: { ...requestLimitsOf(config), clients: new Clients() },
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
  services.register(PART, { useFactory: (c) => c.resolve(ADMIN_SERVER) })
}

/** Counts what happens on the admin server. The gauges show the public server, whose limits they are compared with. */
function withoutGauges(metrics: Metrics) {
  return {
    requestFinished: metrics.requestFinished.bind(metrics),
    connectionRefused: metrics.connectionRefused.bind(metrics),
    connectionCut: metrics.connectionCut.bind(metrics),
    streamCut: metrics.streamCut.bind(metrics),
    requestsInFlight: () => undefined,
    waitingBytes: () => undefined,
    streamsOpen: () => undefined,
  }
}
