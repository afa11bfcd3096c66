import type { DependencyContainer } from 'tsyringe'

import { Keys } from '../adapters/http/access.ts'
import { createApp } from '../adapters/http/app.ts'
import { bookSeatEndpoint } from '../adapters/http/book-seat.route.ts'
import type { Endpoint } from '../adapters/http/endpoint.ts'
import { HttpServer } from '../adapters/http/http-server.ts'
import { operationEndpoints, type Readiness } from '../adapters/http/operation.route.ts'
import { Metrics } from '../adapters/metrics/metrics.ts'
import { BookSeat } from '../application/book-seat.ts'
import type { Config } from '../config.ts'
import { LOCK_STATE, LOGGER, PART, SEAT_STORE, single } from './tokens.ts'

/** How the service is spoken to. */
export function registerHttp(services: DependencyContainer, config: Config): void {
  single(services, HttpServer, (c) => {
    const app = createApp({
      endpoints: createEndpoints(c, config),
      keys: new Keys({ admin: config.ADMIN_KEY, seller: config.SELLER_KEY }),
      metrics: c.resolve(Metrics),
      logger: c.resolve(LOGGER),
      bodyBytesMax: config.BODY_BYTES_MAX,
    })
    return new HttpServer(app, {
      onUnreadableRequest: (err, status) => {
        // Not the whole error: it carries what was sent, in which there may be a secret.
        c.resolve(LOGGER).warn({ reason: err.message, status }, 'unreadable request')
      },
      host: config.HOST,
      port: config.PORT,
      shutdownDelayMs: config.SHUTDOWN_DELAY_MS,
      shutdownGraceMs: config.SHUTDOWN_GRACE_MS,
    })
  })
  services.register(PART, { useFactory: (c) => c.resolve(HttpServer) })
}

/** All that the service can be asked. */
export function createEndpoints(c: DependencyContainer, config: Config): Endpoint[] {
  const metrics = c.resolve(Metrics)
  const access = config.PUBLIC_BOOKING ? 'public' : 'seller'
  return [
    bookSeatEndpoint(c.resolve(BookSeat), metrics, { access }),
    ...operationEndpoints(() => readiness(c, config), metrics),
  ]
}

async function readiness(c: DependencyContainer, config: Config): Promise<Readiness> {
  const storeState = await c
    .resolve(SEAT_STORE)
    .check()
    .then(
      () => 'ok',
      () => 'unavailable',
    )
  const lock = c.resolve(LOCK_STATE)()
  const { stopping } = c.resolve(HttpServer)
  return {
    ready: storeState === 'ok' && lock.state !== 'foreign' && !stopping,
    dependencies: { seats: { backend: config.STORE, state: storeState }, lock },
  }
}
