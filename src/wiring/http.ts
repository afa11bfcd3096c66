import type { DependencyContainer } from 'tsyringe'

import { createApp } from '../adapters/http/app.ts'
import { HttpServer } from '../adapters/http/http-server.ts'
import { Metrics } from '../adapters/metrics/metrics.ts'
import { BookSeat } from '../application/book-seat.ts'
import type { Config } from '../config.ts'
import { createRateLimit } from './rate-limit.ts'
import { LOCK_STATE, LOGGER, PART, SEAT_STORE, single } from './tokens.ts'

/** How the service is spoken to. */
export function registerHttp(services: DependencyContainer, config: Config): void {
  single(services, HttpServer, (c) => {
    const lockState = c.resolve(LOCK_STATE)
    const app = createApp({
      bookSeat: c.resolve(BookSeat),
      readiness: async () => {
        const storeState = await c
          .resolve(SEAT_STORE)
          .check()
          .then(
            () => 'ok',
            () => 'unavailable',
          )
        const lock = lockState()
        const { stopping } = c.resolve(HttpServer)
        return {
          ready: storeState === 'ok' && lock.state !== 'foreign' && !stopping,
          dependencies: { seats: { backend: config.STORE, state: storeState }, lock },
        }
      },
      metrics: c.resolve(Metrics),
      logger: c.resolve(LOGGER),
      bodyBytesMax: config.BODY_BYTES_MAX,
      limits: {
        requestsInFlightMax: config.REQUESTS_IN_FLIGHT_MAX,
        trustProxy: config.TRUST_PROXY,
        rate: createRateLimit(c, config),
      },
    })
    return new HttpServer(app, {
      onUnreadableRequest: (err, status) => {
        // Not the whole error: it carries what was sent, in which there may be a secret.
        c.resolve(LOGGER).warn({ reason: err.message, status }, 'unreadable request')
      },
      onConnectionRefused: () => {
        c.resolve(Metrics).connectionRefused()
      },
      host: config.HOST,
      port: config.PORT,
      limits: {
        connectionsMax: config.CONNECTIONS_MAX,
        headerBytesMax: config.HEADER_BYTES_MAX,
        headersMax: config.HEADERS_MAX,
        headersTimeoutMs: config.HEADERS_TIMEOUT_MS,
        requestTimeoutMs: config.REQUEST_TIMEOUT_MS,
        answerTimeoutMs: config.ANSWER_TIMEOUT_MS,
        keepAliveTimeoutMs: config.KEEP_ALIVE_TIMEOUT_MS,
      },
      shutdownDelayMs: config.SHUTDOWN_DELAY_MS,
      shutdownGraceMs: config.SHUTDOWN_GRACE_MS,
    })
  })
  services.register(PART, { useFactory: (c) => c.resolve(HttpServer) })
}
