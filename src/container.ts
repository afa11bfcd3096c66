import 'reflect-metadata'

import { pino, stdTimeFunctions } from 'pino'
import { container as root, type DependencyContainer } from 'tsyringe'

import { Metrics } from './adapters/metrics/metrics.ts'
import { SystemClock } from './adapters/system/system-clock.ts'
import { BookSeat } from './application/book-seat.ts'
import type { Config } from './config.ts'
import { registerHttp } from './wiring/http.ts'
import { registerLock } from './wiring/lock.ts'
import { registerStore } from './wiring/store.ts'
import { CLOCK, LOCK, LOGGER, SEAT_STORE, single } from './wiring/tokens.ts'

/**
 * Wires the service. Nothing connects, listens or ticks until its parts are started. A later registration of a
 * token replaces an earlier one, which is how tests swap an adapter.
 */
export function buildContainer(config: Config): DependencyContainer {
  const services = root.createChildContainer()
  single(services, LOGGER, () =>
    pino({ level: config.LOG_LEVEL, timestamp: stdTimeFunctions.isoTime }),
  )
  single(services, Metrics, () => new Metrics())
  single(services, CLOCK, () => new SystemClock())

  registerStore(services, config)
  registerLock(services, config)
  single(
    services,
    BookSeat,
    (c) =>
      new BookSeat(
        { lock: c.resolve(LOCK), seats: c.resolve(SEAT_STORE), clock: c.resolve(CLOCK) },
        { lockTtlMs: config.LOCK_TTL_MS },
      ),
  )
  registerHttp(services, config)
  return services
}
