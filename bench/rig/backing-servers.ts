import { PostgresServer } from '../../tools/servers/postgres-server.ts'
import { RedisServer } from '../../tools/servers/redis-server.ts'
import type { CpuTimes } from './cpu-times.ts'
import { cpuSeconds } from './process-usage.ts'
import type { ServerSpec } from './servers.ts'

/** At least one for each server. */
const REDIS_DATABASES = 64

/** About ten for each server. */
const CLIENTS_MAX = 500

/** One private Redis and one private Postgres, with a database for each server. */
export class BackingServers {
  readonly #redis: RedisServer
  readonly #postgres: PostgresServer
  #redisDatabases = 0
  readonly #postgresUrls: string[] = []

  private constructor(redis: RedisServer, postgres: PostgresServer) {
    this.#redis = redis
    this.#postgres = postgres
  }

  /** Postgres runs with fsync, its default, so that confirmed changes survive a power failure. */
  static async start(): Promise<BackingServers> {
    const redis = await RedisServer.start('--databases', `${REDIS_DATABASES}`)
    try {
      return new BackingServers(redis, await PostgresServer.start({ connectionsMax: CLIENTS_MAX }))
    } catch (error) {
      await redis.stop()
      throw error
    }
  }

  /** The settings that connect a server to its own empty databases, if it needs them. */
  async settingsFor({ redis, postgres }: ServerSpec): Promise<Record<string, string>> {
    return {
      ...(redis && { REDIS_URL: `${this.#redis.url}/${this.#redisDatabases++}` }),
      ...(postgres && { DATABASE_URL: await this.#createDatabase() }),
    }
  }

  /** The CPU time so far of those that a server uses. */
  cpuTimesFor({ redis, postgres }: ServerSpec): CpuTimes {
    return {
      ...(redis && timeOf('redis', this.#redis.pid)),
      ...(postgres && timeOf('postgres', this.#postgres.pid)),
    }
  }

  async #createDatabase(): Promise<string> {
    const url = await this.#postgres.createDatabase(`bench_${this.#postgresUrls.length}`)
    this.#postgresUrls.push(url)
    return url
  }

  /** Runs vacuum and checkpoint now, so that Postgres does not run them during a measurement. */
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

function timeOf(part: keyof CpuTimes, pid: number): CpuTimes {
  const seconds = cpuSeconds(pid)
  return seconds === undefined ? {} : { [part]: seconds }
}
