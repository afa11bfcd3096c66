import type { DependencyContainer, InjectionToken } from 'tsyringe'

import { InMemorySeatRepository } from '../adapters/memory/in-memory-seat-repository.ts'
import { Metrics } from '../adapters/metrics/metrics.ts'
import { EmbeddedPostgres } from '../adapters/postgres/embedded-postgres.ts'
import { migrate } from '../adapters/postgres/migrate.ts'
import { PostgresSeatRepository } from '../adapters/postgres/postgres-seat-repository.ts'
import { PostgresServer } from '../adapters/postgres/postgres-server.ts'
import type { SqlDatabase } from '../adapters/postgres/sql.ts'
import { WatchedDatabase } from '../adapters/postgres/watched-database.ts'
import { RepeatedTask } from '../adapters/system/repeated-task.ts'
import { ForgetOldRequests } from '../application/forget-old-requests.ts'
import type { Config } from '../config.ts'
import { DEFAULT_EVENT_ID, defaultEventSeatIds } from '../domain/default-event.ts'
import { CLOCK, LOGGER, PART, SEAT_STORE, single } from './tokens.ts'

const DATABASE = Symbol('SqlDatabase') as InjectionToken<SqlDatabase>

const HOUR_MS = 3_600_000
/** How often requests that are too old are looked for. */
const FORGET_INTERVAL_MS = HOUR_MS / 6

/** Where the seats live, what is in it at the start, and what is cleared out of it now and then. */
export function registerStore(services: DependencyContainer, config: Config): void {
  if (config.STORE === 'memory') single(services, SEAT_STORE, () => new InMemorySeatRepository())
  else registerPostgresStore(services, config)
  registerDefaultEvent(services, config)
  registerForgetting(services, config)
}

function registerPostgresStore(services: DependencyContainer, config: Config): void {
  single(services, DATABASE, (c) => {
    const metrics = c.resolve(Metrics)
    metrics.storeIsAvailable(true)
    return new WatchedDatabase(createDatabase(config), (state, err) => {
      metrics.storeIsAvailable(state === 'available')
      const logger = c.resolve(LOGGER)
      if (state === 'available') logger.warn('The seats can be reached again')
      else logger.error({ err }, 'The seats cannot be reached: bookings are answered 503')
    })
  })
  single(services, SEAT_STORE, (c) => new PostgresSeatRepository(c.resolve(DATABASE)))

  services.register(PART, {
    useFactory: (c) => ({
      start: () => c.resolve(DATABASE).open(),
      stop: () => c.resolve(DATABASE).close(),
    }),
  })
  services.register(PART, {
    useFactory: (c) => ({
      start: () => migrate(c.resolve(DATABASE)),
      stop: () => Promise.resolve(),
    }),
  })
}

function createDatabase(config: Config): SqlDatabase {
  if (config.DATABASE_URL === undefined || config.STORE === 'embedded') {
    return new EmbeddedPostgres(config.DATA_DIR)
  }
  return new PostgresServer({
    url: config.DATABASE_URL,
    connectionsMax: config.DATABASE_CONNECTIONS_MAX,
    connectTimeoutMs: config.DATABASE_CONNECT_TIMEOUT_MS,
    statementTimeoutMs: config.DATABASE_STATEMENT_TIMEOUT_MS,
  })
}

function registerDefaultEvent(services: DependencyContainer, config: Config): void {
  services.register(PART, {
    useFactory: (c) => ({
      start: () => {
        const seatIds = defaultEventSeatIds(config.DEFAULT_EVENT_SEATS)
        return c.resolve(SEAT_STORE).addSeats(DEFAULT_EVENT_ID, seatIds)
      },
      stop: () => Promise.resolve(),
    }),
  })
}

function registerForgetting(services: DependencyContainer, config: Config): void {
  services.register(PART, {
    useFactory: (c) => {
      const forget = new ForgetOldRequests(
        { requests: c.resolve(SEAT_STORE), clock: c.resolve(CLOCK) },
        { keptMs: config.IDEMPOTENCY_KEYS_KEPT_HOURS * HOUR_MS },
      )
      return new RepeatedTask(() => forget.execute(), {
        intervalMs: FORGET_INTERVAL_MS,
        onError: (err) => {
          c.resolve(LOGGER).warn({ err }, 'Old idempotency keys could not be forgotten')
        },
      })
    },
  })
}
