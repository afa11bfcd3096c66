import 'reflect-metadata'

import { type Logger, pino, stdTimeFunctions } from 'pino'
import {
  container as root,
  type DependencyContainer,
  type InjectionToken,
  instanceCachingFactory,
} from 'tsyringe'

import { FailoverLock } from './adapters/failover/failover-lock.ts'
import { createApp } from './adapters/http/app.ts'
import { HttpServer } from './adapters/http/http-server.ts'
import { InMemorySeatRepository } from './adapters/memory/in-memory-seat-repository.ts'
import { InProcessLock } from './adapters/memory/in-process-lock.ts'
import { MeteredLock } from './adapters/metrics/metered-lock.ts'
import { Metrics } from './adapters/metrics/metrics.ts'
import { EmbeddedPostgres } from './adapters/postgres/embedded-postgres.ts'
import { migrate } from './adapters/postgres/migrate.ts'
import { PostgresSeatRepository } from './adapters/postgres/postgres-seat-repository.ts'
import { PostgresServer } from './adapters/postgres/postgres-server.ts'
import type { SqlDatabase } from './adapters/postgres/sql.ts'
import {
  closeRedisClient,
  connectRedisClient,
  createRedisClient,
  type RedisClient,
} from './adapters/redis/redis-client.ts'
import { RedisLock } from './adapters/redis/redis-lock.ts'
import { RedisStoreClaim } from './adapters/redis/store-claim.ts'
import { RepeatedTask } from './adapters/system/repeated-task.ts'
import { SystemClock } from './adapters/system/system-clock.ts'
import { BookSeat } from './application/book-seat.ts'
import { ForgetOldRequests } from './application/forget-old-requests.ts'
import type { ClockPort } from './application/ports/clock.port.ts'
import type { LockPort } from './application/ports/lock.port.ts'
import type { RequestMemoryPort } from './application/ports/request-memory.port.ts'
import type { SeatRepositoryPort } from './application/ports/seat-repository.port.ts'
import type { SeatingPort } from './application/ports/seating.port.ts'
import type { Config } from './config.ts'
import { DEFAULT_EVENT_ID, defaultEventSeatIds } from './domain/default-event.ts'

/** Something that runs. Parts are started in the order of their registration and stopped in reverse. */
export interface Part {
  start(): Promise<void>
  stop(): Promise<void>
}

/** `foreign`: Redis keeps the locks of another store, so that no seat of this one may be sold. */
interface LockState {
  readonly backend: 'redis' | 'in-process'
  readonly state: 'ok' | 'degraded' | 'foreign'
  readonly detail?: string
}

/** Every port that one store serves. */
export interface SeatStore extends SeatRepositoryPort, SeatingPort, RequestMemoryPort {
  /** The same for all instances that share the store, and no others. */
  id(): Promise<string>
  /** @throws {StoreUnavailableError} when seats cannot be read right now */
  check(): Promise<void>
}

export const PART = Symbol('Part') as InjectionToken<Part>
export const LOGGER = Symbol('Logger') as InjectionToken<Logger>
export const CLOCK = Symbol('ClockPort') as InjectionToken<ClockPort>
export const LOCK = Symbol('LockPort') as InjectionToken<LockPort>
export const SEAT_STORE = Symbol('SeatStore') as InjectionToken<SeatStore>

const DATABASE = Symbol('SqlDatabase') as InjectionToken<SqlDatabase>
const REDIS = Symbol('Redis') as InjectionToken<RedisClient>

/** What `/readyz` says of the lock. */
const LOCK_STATE = Symbol('lock state') as InjectionToken<() => LockState>

/** How often an unreachable Redis is tried again. */
const REDIS_PROBE_INTERVAL_MS = 500

const HOUR_MS = 3_600_000
/** How often requests that are too old are looked for. */
const FORGET_INTERVAL_MS = HOUR_MS / 6

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

  if (config.STORE === 'memory') single(services, SEAT_STORE, () => new InMemorySeatRepository())
  else registerPostgresStore(services, config)
  registerDefaultEvent(services, config)

  if (config.REDIS_URL === undefined) registerInProcessLock(services)
  else registerRedisLock(services, config, config.REDIS_URL)

  single(
    services,
    BookSeat,
    (c) =>
      new BookSeat(
        { lock: c.resolve(LOCK), seats: c.resolve(SEAT_STORE), clock: c.resolve(CLOCK) },
        { lockTtlMs: config.LOCK_TTL_MS },
      ),
  )
  registerForgetting(services, config)
  registerHttp(services, config)
  return services
}

function registerPostgresStore(services: DependencyContainer, config: Config): void {
  single(services, DATABASE, (c) =>
    config.DATABASE_URL === undefined || config.STORE === 'embedded'
      ? new EmbeddedPostgres(config.DATA_DIR)
      : new PostgresServer({
          url: config.DATABASE_URL,
          connectionsMax: config.DATABASE_CONNECTIONS_MAX,
          connectTimeoutMs: config.DATABASE_CONNECT_TIMEOUT_MS,
          statementTimeoutMs: config.DATABASE_STATEMENT_TIMEOUT_MS,
          onIdleError: (err) => {
            c.resolve(LOGGER).warn({ err }, 'A connection to the database broke')
          },
        }),
  )
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

function registerDefaultEvent(services: DependencyContainer, config: Config): void {
  const seatIds = defaultEventSeatIds(config.DEFAULT_EVENT_SEATS)
  services.register(PART, {
    useFactory: (c) => ({
      start: () => c.resolve(SEAT_STORE).addSeats(DEFAULT_EVENT_ID, seatIds),
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

function registerInProcessLock(services: DependencyContainer): void {
  single(services, LOCK, (c) => {
    const metrics = c.resolve(Metrics)
    metrics.lockBackendInUse('in-process')
    return new MeteredLock(new InProcessLock(), 'in-process', metrics)
  })
  single(services, LOCK_STATE, () => () => ({ backend: 'in-process', state: 'ok' }))
}

function registerRedisLock(services: DependencyContainer, config: Config, url: string): void {
  single(services, REDIS, () =>
    createRedisClient({ url, commandTimeoutMs: config.LOCK_COMMAND_TIMEOUT_MS }),
  )
  single(
    services,
    RedisLock,
    (c) => new RedisLock(c.resolve(REDIS), { keyPrefix: config.LOCK_KEY_PREFIX }),
  )

  single(services, FailoverLock, (c) => {
    const metrics = c.resolve(Metrics)
    const redisLock = c.resolve(RedisLock)
    metrics.lockBackendInUse('redis')
    return new FailoverLock({
      primary: new MeteredLock(redisLock, 'redis', metrics),
      fallback: new MeteredLock(new InProcessLock(), 'in-process', metrics),
      probe: () => redisLock.probe(),
      probeIntervalMs: REDIS_PROBE_INTERVAL_MS,
      onModeChange: (mode, cause) => {
        metrics.lockBackendInUse(mode === 'primary' ? 'redis' : 'in-process')
        const message =
          mode === 'primary'
            ? 'Redis is back: seats are locked there again'
            : 'Redis does not answer as it should: bookings go on, and seats are locked in this process'
        c.resolve(LOGGER).warn({ err: cause }, message)
      },
    })
  })

  single(
    services,
    RedisStoreClaim,
    (c) =>
      new RedisStoreClaim(c.resolve(REDIS), {
        storeId: () => c.resolve(SEAT_STORE).id(),
        keyPrefix: config.LOCK_KEY_PREFIX,
        // Another instance may still need the claim on a Redis that they share for a store that they share.
        releaseOnStop: config.STORE !== 'postgres',
        onChange: (state) => {
          if (state === 'lost') c.resolve(LOGGER).error('Redis keeps the locks of another store')
          else c.resolve(LOGGER).warn('Redis keeps the locks of this store again')
        },
      }),
  )

  single(services, LOCK, (c) => c.resolve(FailoverLock))
  single(services, LOCK_STATE, (c) => {
    const [lock, claim] = [c.resolve(FailoverLock), c.resolve(RedisStoreClaim)]
    return () => {
      if (claim.state === 'lost') {
        const detail = 'Redis keeps the locks of another store.'
        return { backend: 'redis', state: 'foreign', detail }
      }
      return lock.mode === 'primary'
        ? { backend: 'redis', state: 'ok' }
        : { backend: 'in-process', state: 'degraded', detail: 'Redis does not answer.' }
    }
  })

  services.register(PART, {
    useFactory: (c) => ({
      start: async () => {
        const lock = c.resolve(FailoverLock)
        await connectRedisClient(c.resolve(REDIS))
        await lock.start()
      },
      stop: async () => {
        c.resolve(FailoverLock).stop()
        await c.resolve(RedisLock).releaseAll()
        await closeRedisClient(c.resolve(REDIS))
      },
    }),
  })
  services.register(PART, { useFactory: (c) => c.resolve(RedisStoreClaim) })
}

function registerHttp(services: DependencyContainer, config: Config): void {
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
    })
    return new HttpServer(app, {
      onUnreadableRequest: (err, status) => {
        c.resolve(LOGGER).warn({ err, status }, 'unreadable request')
      },
      host: config.HOST,
      port: config.PORT,
      shutdownDelayMs: config.SHUTDOWN_DELAY_MS,
      shutdownGraceMs: config.SHUTDOWN_GRACE_MS,
    })
  })
  services.register(PART, { useFactory: (c) => c.resolve(HttpServer) })
}

function single<T>(
  services: DependencyContainer,
  token: InjectionToken<T>,
  create: (c: DependencyContainer) => NoInfer<T>,
): void {
  services.register(token, { useFactory: instanceCachingFactory<T>(create) })
}
