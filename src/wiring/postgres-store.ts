import type { DependencyContainer, InjectionToken } from 'tsyringe'

import { migrate } from '../adapters/postgres/migrate.ts'
import { PostgresEventRepository } from '../adapters/postgres/postgres-event-repository.ts'
import { PostgresKeyRepository } from '../adapters/postgres/postgres-key-repository.ts'
import { PostgresSeatRepository } from '../adapters/postgres/postgres-seat-repository.ts'
import { PostgresServer } from '../adapters/postgres/postgres-server.ts'
import { PostgresWebhookRepository } from '../adapters/postgres/postgres-webhook-repository.ts'
import type { SqlDatabase } from '../adapters/postgres/sql.ts'
import { readStoreTime } from '../adapters/postgres/store-time.ts'
import { WatchedDatabase } from '../adapters/postgres/watched-database.ts'
import type { Config } from '../config.ts'
import { registerCappedClock } from './clock.ts'
import { reportStoreState } from './store-state.ts'
import {
  EVENTS,
  KEY_STORE,
  LIFECYCLE,
  LOGGER,
  registerSingleton,
  SEAT_STORE,
  WEBHOOKS,
} from './tokens.ts'

const DATABASE = Symbol('SqlDatabase') as InjectionToken<SqlDatabase>

/** Registers the store in Postgres, and the clock that it limits. */
export function registerPostgresStore(services: DependencyContainer, config: Config): void {
  registerSingleton(services, DATABASE, (c) => {
    return new WatchedDatabase(createDatabase(c, config), { onChange: reportStoreState(c) })
  })
  registerSingleton(services, SEAT_STORE, (c) => new PostgresSeatRepository(c.resolve(DATABASE)))
  registerSingleton(services, EVENTS, (c) => new PostgresEventRepository(c.resolve(DATABASE)))
  registerSingleton(services, KEY_STORE, (c) => new PostgresKeyRepository(c.resolve(DATABASE)))
  registerSingleton(services, WEBHOOKS, (c) => new PostgresWebhookRepository(c.resolve(DATABASE)))

  services.register(LIFECYCLE, {
    useFactory: (c) => ({
      start: () => c.resolve(DATABASE).open(),
      stop: () => c.resolve(DATABASE).close(),
    }),
  })
  services.register(LIFECYCLE, {
    useFactory: (c) => ({
      start: (signal) => {
        const onWait = () => {
          c.resolve(LOGGER).warn('Migration waits for a backup or another long transaction')
        }
        return migrate(c.resolve(DATABASE), { onWait, signal })
      },
      stop: () => Promise.resolve(),
    }),
  })
  registerCappedClock(services, (c) => readStoreTime(c.resolve(DATABASE)))
}

function createDatabase(c: DependencyContainer, config: Config): SqlDatabase {
  if (config.DATABASE_URL === undefined) throw new Error('STORE=postgres needs a DATABASE_URL')
  return new PostgresServer({
    url: config.DATABASE_URL,
    connectionsMax: config.DATABASE_CONNECTIONS_MAX,
    connectTimeoutMs: config.DATABASE_CONNECT_TIMEOUT_MS,
    statementTimeoutMs: config.DATABASE_STATEMENT_TIMEOUT_MS,
    connectionLifetimeMs: config.DATABASE_CONNECTION_LIFETIME_MS,
    onWarning: (message) => {
      c.resolve(LOGGER).warn(message)
    },
  })
}
