import { randomUUID } from 'node:crypto'

import type { DependencyContainer, InjectionToken } from 'tsyringe'

import { AnnouncedSeats } from '../adapters/announcing/change-announcements.ts'
import { InMemoryEventRepository } from '../adapters/memory/in-memory-event-repository.ts'
import { InMemoryKeyRepository } from '../adapters/memory/in-memory-key-repository.ts'
import { InMemorySeatRepository } from '../adapters/memory/in-memory-seat-repository.ts'
import { InMemoryWebhookRepository } from '../adapters/memory/in-memory-webhook-repository.ts'
import { Metrics } from '../adapters/metrics/metrics.ts'
import { migrate } from '../adapters/postgres/migrate.ts'
import { PostgresEventRepository } from '../adapters/postgres/postgres-event-repository.ts'
import { PostgresKeyRepository } from '../adapters/postgres/postgres-key-repository.ts'
import { PostgresSeatRepository } from '../adapters/postgres/postgres-seat-repository.ts'
import { PostgresServer } from '../adapters/postgres/postgres-server.ts'
import { PostgresWebhookRepository } from '../adapters/postgres/postgres-webhook-repository.ts'
import type { SqlDatabase } from '../adapters/postgres/sql.ts'
import { readStoreTime } from '../adapters/postgres/store-time.ts'
import { WatchedDatabase } from '../adapters/postgres/watched-database.ts'
import { SqliteEventRepository } from '../adapters/sqlite/sqlite-event-repository.ts'
import { SqliteKeyRepository } from '../adapters/sqlite/sqlite-key-repository.ts'
import { SqliteSeatRepository } from '../adapters/sqlite/sqlite-seat-repository.ts'
import { SqliteWebhookRepository } from '../adapters/sqlite/sqlite-webhook-repository.ts'
import { StoreThread } from '../adapters/sqlite/store-thread.ts'
import {
  DeleteOldRecords,
  DELIVERIES_KEPT_DAYS,
} from '../application/commands/delete-old-records.ts'
import { SetUpEvents } from '../application/commands/set-up-events.ts'
import type { Config } from '../config.ts'
import { demoEvent } from '../demo/demo-event.ts'
import { registerCappedClock } from './clock.ts'
import { registerRepeatedTask } from './repeated-task.ts'
import {
  CLOCK,
  EVENTS,
  KEY_STORE,
  LIFECYCLE,
  LOGGER,
  registerSingleton,
  SEAT_FEED,
  SEAT_STORE,
  SEATS,
  USE_CASES,
  WEBHOOKS,
} from './tokens.ts'

const DATABASE = Symbol('SqlDatabase') as InjectionToken<SqlDatabase>

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** The interval at which old records are deleted. */
const RETENTION_INTERVAL_MS = HOUR_MS / 6

/** The interval at which expired holds are recorded, for webhooks. Their seats are available before that. */
const SWEEP_INTERVAL_MS = 2_000

/** Registers the store, the initial events, and the periodic deletion of old data. */
export function registerStore(services: DependencyContainer, config: Config): void {
  if (config.STORE === 'memory') registerMemoryStore(services)
  else if (config.STORE === 'embedded') registerEmbeddedStore(services, config)
  else registerPostgresStore(services, config)
  registerAnnouncedSeats(services)
  registerFirstEvents(services, config)
  registerRetention(services, config)
  registerSweeping(services)
}

function registerMemoryStore(services: DependencyContainer): void {
  registerSingleton(services, InMemorySeatRepository, () => new InMemorySeatRepository())
  registerSingleton(services, SEAT_STORE, (c) => c.resolve(InMemorySeatRepository))
  registerSingleton(
    services,
    EVENTS,
    (c) => new InMemoryEventRepository(c.resolve(InMemorySeatRepository)),
  )
  registerSingleton(services, KEY_STORE, () => new InMemoryKeyRepository())
  registerSingleton(
    services,
    WEBHOOKS,
    (c) => new InMemoryWebhookRepository(c.resolve(InMemorySeatRepository)),
  )
}

function registerEmbeddedStore(services: DependencyContainer, config: Config): void {
  registerSingleton(services, StoreThread, (c) => {
    return new StoreThread({ path: config.DATA_DIR, onChange: reportStoreState(c) })
  })
  registerSingleton(services, SEAT_STORE, (c) => new SqliteSeatRepository(c.resolve(StoreThread)))
  registerSingleton(services, EVENTS, (c) => new SqliteEventRepository(c.resolve(StoreThread)))
  registerSingleton(services, KEY_STORE, (c) => new SqliteKeyRepository(c.resolve(StoreThread)))
  registerSingleton(services, WEBHOOKS, (c) => new SqliteWebhookRepository(c.resolve(StoreThread)))
  services.register(LIFECYCLE, {
    useFactory: (c) => ({
      start: () => c.resolve(StoreThread).open(),
      stop: () => c.resolve(StoreThread).close(),
    }),
  })
}

function registerPostgresStore(services: DependencyContainer, config: Config): void {
  registerSingleton(services, DATABASE, (c) => {
    return new WatchedDatabase(createDatabase(c, config), reportStoreState(c))
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
      start: () => migrate(c.resolve(DATABASE)),
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

/** Reports when the store becomes unavailable, and when it is available again. */
function reportStoreState(
  c: DependencyContainer,
): (state: 'available' | 'unavailable', cause?: unknown) => void {
  const metrics = c.resolve(Metrics)
  metrics.storeIsAvailable(true)
  return (state, err) => {
    metrics.storeIsAvailable(state === 'available')
    const logger = c.resolve(LOGGER)
    if (state === 'available') logger.warn('Seat store available again')
    else logger.error({ err }, 'Seat store unavailable: bookings are answered with 503')
  }
}

function registerAnnouncedSeats(services: DependencyContainer): void {
  registerSingleton(services, SEATS, (c) => {
    const [seats, feed, metrics] = [c.resolve(SEAT_STORE), c.resolve(SEAT_FEED), c.resolve(Metrics)]
    return new AnnouncedSeats({ seats, feed, metrics })
  })
}

function registerFirstEvents(services: DependencyContainer, config: Config): void {
  services.register(LIFECYCLE, {
    useFactory: (c) => ({
      start: () => {
        const setUp = new SetUpEvents({ events: c.resolve(EVENTS), clock: c.resolve(CLOCK) })
        return setUp.execute({
          seatCount: config.DEFAULT_EVENT_SEATS,
          demo: config.DEMO_EVENT ? demoEvent() : undefined,
        })
      },
      stop: () => Promise.resolve(),
    }),
  })
}

function registerRetention(services: DependencyContainer, config: Config): void {
  const { IDEMPOTENCY_KEYS_KEPT_HOURS, HISTORY_KEPT_DAYS } = config
  registerRepeatedTask(services, {
    create: (c) => {
      const deleteOld = new DeleteOldRecords(
        {
          retention: c.resolve(SEAT_STORE),
          webhooks: c.resolve(WEBHOOKS),
          clock: c.resolve(CLOCK),
        },
        {
          idempotencyRecordsKeptMs: IDEMPOTENCY_KEYS_KEPT_HOURS * HOUR_MS,
          historyKeptMs: HISTORY_KEPT_DAYS > 0 ? HISTORY_KEPT_DAYS * DAY_MS : undefined,
          deliveriesKeptMs: DELIVERIES_KEPT_DAYS * DAY_MS,
        },
      )
      return () => deleteOld.execute()
    },
    intervalMs: RETENTION_INTERVAL_MS,
    failure: 'Failed to delete old records',
  })
}

function registerSweeping(services: DependencyContainer): void {
  registerRepeatedTask(services, {
    create: (c) => {
      const { expireHolds } = c.resolve(USE_CASES)
      return () => expireHolds.execute({ requestId: randomUUID() })
    },
    intervalMs: SWEEP_INTERVAL_MS,
    failure: 'Failed to record expired holds',
  })
}
