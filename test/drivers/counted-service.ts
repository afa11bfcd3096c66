import type { DependencyContainer } from 'tsyringe'

import { migrate } from '../../src/adapters/postgres/migrate.ts'
import { PostgresEventRepository } from '../../src/adapters/postgres/postgres-event-repository.ts'
import { PostgresServer as Database } from '../../src/adapters/postgres/postgres-server.ts'
import { closeRedisClient, connectRedisClient } from '../../src/adapters/redis/redis-client.ts'
import { RedisSeatFeed } from '../../src/adapters/redis/redis-seat-feed.ts'
import { readConfig } from '../../src/config.ts'
import { buildContainer } from '../../src/container.ts'
import { DEFAULT_EVENT_ID } from '../../src/domain/default-event.ts'
import type { SeatId } from '../../src/domain/seat.ts'
import { REDIS } from '../../src/wiring/redis-lock.ts'
import { SEAT_STORE } from '../../src/wiring/tokens.ts'
import { PostgresServer } from '../../tools/servers/postgres-server.ts'
import { RedisServer } from '../../tools/servers/redis-server.ts'
import { TcpProxy } from '../../tools/servers/tcp-proxy.ts'
import { until } from '../../tools/until.ts'
import { bookAtOnce, type BookingOptions } from './book-at-once.ts'
import { PATIENCE_MS } from './patience.ts'

const SEATS = 1_000

/** With this message Postgres ends each of its answers. */
const READY_FOR_QUERY = 'Z\0\0\0\x05'

/** What the test asks Redis itself. */
const OF_THE_TEST = ['info', 'keys', 'config', 'config|resetstat']

export interface Cost {
  /** How often Postgres was asked, and has answered. */
  readonly postgres: number
  /** How often Redis has run each command, those in scripts included. */
  readonly redis: Readonly<Record<string, number>>
}

interface Parts {
  readonly postgres: PostgresServer
  readonly redis: RedisServer
  readonly proxy: TcpProxy
  readonly services: DependencyContainer
}

/**
 * The use cases as they are wired in the service, over a real Postgres and a real Redis that count what they are asked.
 * Nothing runs beside them, so every count is exact.
 */
export class CountedService {
  readonly #postgres: PostgresServer
  readonly #redis: RedisServer
  readonly #proxy: TcpProxy
  readonly #services: DependencyContainer
  #answers = 0
  #seats = 0
  #lockedElsewhere = 0

  private constructor({ postgres, redis, proxy, services }: Parts) {
    this.#postgres = postgres
    this.#redis = redis
    this.#proxy = proxy
    proxy.replies.rewrite = (text) => {
      this.#answers += text.split(READY_FOR_QUERY).length - 1
      return text
    }
    this.#services = services
  }

  static async start(): Promise<CountedService> {
    const [postgres, redis] = await Promise.all([PostgresServer.start(), RedisServer.start()])
    await putSeatsOnSale(postgres.url)
    const proxy = await TcpProxy.start(postgres.port)
    const services = await servicesOver(postgres.urlAt(proxy.port), redis.url)
    const service = new CountedService({ postgres, redis, proxy, services })
    await connectRedisClient(services.resolve(REDIS))
    // From here on it knows the event, and guesses that its seats are untouched.
    await service.book(service.newSeats(1))
    return service
  }

  async stop(): Promise<void> {
    await closeRedisClient(this.#services.resolve(REDIS))
    await this.#proxy.close()
    await Promise.all([this.#postgres.stop(), this.#redis.stop()])
  }

  /** So many seats that nobody has asked for yet. */
  newSeats(count: number): SeatId[] {
    return Array.from({ length: count }, () => `${++this.#seats}`)
  }

  /** Lets another program lock a seat. */
  async lockElsewhere(seatId: SeatId): Promise<void> {
    await this.#redis.admin.set(`lock:seat:${seatId}`, 'another')
    this.#lockedElsewhere++
  }

  book(seatIds: readonly SeatId[], options?: BookingOptions): Promise<string[]> {
    return bookAtOnce(this.#services, seatIds, options)
  }

  /** What is asked of Postgres and Redis for this. */
  async costOf(work: () => Promise<unknown>): Promise<Cost> {
    await this.#settle()
    this.#answers = 0
    await this.#redis.admin.config('RESETSTAT')
    await work()
    await this.#settle()
    const stats = await this.#redis.admin.info('commandstats')
    const calls = Array.from(stats.matchAll(/cmdstat_(\S+):calls=(\d+)/g), ([, name, count]) => {
      return [name ?? '', Number(count)] as const
    })
    const redis = Object.fromEntries(calls.filter(([name]) => !OF_THE_TEST.includes(name)))
    return { postgres: this.#answers, redis }
  }

  /** How many rows of each table are written for this. */
  async rowsWritten(work: () => Promise<unknown>): Promise<Readonly<Record<string, number>>> {
    const before = await this.#rowsByTable()
    await work()
    const after = await this.#rowsByTable()
    return Object.fromEntries(
      [...after]
        .map(([table, rows]) => [table, rows - (before.get(table) ?? 0)] as const)
        .filter(([, rows]) => rows > 0),
    )
  }

  /** What follows an answer: locks are released, and changes are published. */
  async #settle(): Promise<void> {
    await until(async () => (await this.#redis.seatLocks()).length === this.#lockedElsewhere)
    await this.#services.resolve(RedisSeatFeed).stop()
  }

  /** Resolves when the pool has noticed that its connection is closed, and has another. */
  async #reconnect(): Promise<void> {
    const store = this.#services.resolve(SEAT_STORE)
    await until(() =>
      store.findIdempotencyRecord(DEFAULT_EVENT_ID, 'never used').then(
        () => true,
        () => false,
      ),
    )
  }

  /** A server knows for sure what a connection has done once that is closed. */
  async #rowsByTable(): Promise<Map<string, number>> {
    await until(async () => {
      const open = await this.#postgres.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'holdfast'`,
      )
      return open.length === 0
    })
    await this.#reconnect()
    const tables = await this.#postgres.query<{ name: string; rows: number }>(
      `select relname as name, (n_tup_ins + n_tup_upd + n_tup_del)::int as rows
       from pg_stat_user_tables`,
    )
    return new Map(tables.map(({ name, rows }) => [name, rows]))
  }
}

async function putSeatsOnSale(url: string): Promise<void> {
  const timeouts = { connectTimeoutMs: PATIENCE_MS, statementTimeoutMs: PATIENCE_MS }
  const database = new Database({ url, connectionsMax: 1, ...timeouts })
  await migrate(database)
  const events = new PostgresEventRepository(database)
  await events.growDefaultEvent({ seatCount: SEATS, createdAt: new Date() })
  await database.close()
}

function servicesOver(databaseUrl: string, redisUrl: string): Promise<DependencyContainer> {
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    DATABASE_CONNECTIONS_MAX: '1',
    DATABASE_CONNECT_TIMEOUT_MS: `${PATIENCE_MS}`,
    DATABASE_STATEMENT_TIMEOUT_MS: `${PATIENCE_MS}`,
    REDIS_URL: redisUrl,
    LOCK_TTL_MS: `${PATIENCE_MS}`,
    LOCK_COMMAND_TIMEOUT_MS: '10000',
    LOG_LEVEL: 'silent',
  })
  return buildContainer(config)
}
