import { PostgresServer } from '../../tools/servers/postgres-server.ts'
import { RedisServer } from '../../tools/servers/redis-server.ts'
import type { ServerSpec } from './servers.ts'

/** As many as there are servers to measure. */
const REDIS_DATABASES = 64

/** Some ten for each of so many. */
const CLIENTS_MAX = 500

/** One private Redis and one private Postgres for all servers, each of which has a database of its own in them. */
export class BackingServers {
  readonly #redis: RedisServer
  readonly #postgres: PostgresServer
  #redisDatabases = 0
  readonly #postgresUrls: string[] = []

  private constructor(redis: RedisServer, postgres: PostgresServer) {
    this.#redis = redis
    this.#postgres = postgres
  }

  /** Postgres waits for its disk as it does by default, so that what it confirms is there after a loss of power. */
  static async start(): Promise<BackingServers> {
    const redis = await RedisServer.start('--databases', `${REDIS_DATABASES}`)
    try {
      return new BackingServers(redis, await PostgresServer.start({ connectionsMax: CLIENTS_MAX }))
    } catch (error) {
      await redis.stop()
      throw error
    }
  }

  /** The settings that lead a server to a Redis and a Postgres that are empty, as far as it wants them. */
  async settingsFor({ redis, postgres }: ServerSpec): Promise<Record<string, string>> {
    return {
      ...(redis && { REDIS_URL: `${this.#redis.url}/${this.#redisDatabases++}` }),
      ...(postgres && { DATABASE_URL: await this.#createDatabase() }),
    }
  }

  async #createDatabase(): Promise<string> {
    const url = await this.#postgres.createDatabase(`bench_${this.#postgresUrls.length}`)
    this.#postgresUrls.push(url)
    return url
  }

  /** Does now what Postgres would do by itself sometime, in the midst of a measurement. */
  async tidy(): Promise<void> {
    for (const url of this.#postgresUrls) {
      await this.#postgres.query('vacuum (analyze)', [], url)
    }
    await this.#postgres.query('checkpoint')
  }

  async stop(): Promise<void> {
    await Promise.all([this.#redis.stop(), this.#postgres.stop()])
  }
}
