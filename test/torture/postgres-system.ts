import { PostgresServer } from '../../tools/servers/postgres-server.ts'
import { RedisServer } from '../../tools/servers/redis-server.ts'
import { TcpProxy } from '../../tools/servers/tcp-proxy.ts'
import { ADMIN_KEY } from '../drivers/retrying-client.ts'
import { SmallDisk } from '../drivers/small-disk.ts'
import { findMisfitsAt } from '../drivers/stored-bookings.ts'
import { type Break, BROKEN_SERVICE } from './breaks/breaks.ts'
import { DEFAULT_EVENT_SEATS } from './halls.ts'
import { Instance } from './instance.ts'
import type { Locks, System } from './system.ts'

/** An instance whose network to each server can fail. */
export interface Wired {
  readonly instance: Instance
  readonly toPostgres: TcpProxy
  readonly toRedis: TcpProxy
}

/** By default. */
const COUNT = 3

/** Large enough for the data of a run. */
const DISK_MIB = 256

/** Keeps the write-ahead log small, compared with the disk. */
const SMALL_LOG = ['max_wal_size=64MB', 'min_wal_size=32MB']

/** Instances with one Redis and one Postgres, on a small disk of its own if this machine can mount one. */
export class PostgresSystem implements System {
  readonly name = 'postgres'
  readonly postgres: PostgresServer
  readonly redis: RedisServer
  readonly wired: readonly Wired[]
  /** Undefined if this machine cannot mount a disk. */
  readonly disk: SmallDisk | undefined

  private constructor(parts: Pick<PostgresSystem, 'postgres' | 'redis' | 'wired' | 'disk'>) {
    this.postgres = parts.postgres
    this.redis = parts.redis
    this.wired = parts.wired
    this.disk = parts.disk
  }

  /**
   * @param options.planted the mistake to plant into the service, if any
   * @param options.instances their number
   */
  static async start({
    planted,
    instances = COUNT,
  }: {
    readonly planted?: Break | undefined
    readonly instances?: number | undefined
  }): Promise<PostgresSystem> {
    const disk = SmallDisk.mount({ sizeMiB: DISK_MIB })
    const [postgres, redis] = await Promise.all([
      PostgresServer.start({ parent: disk?.path, settings: SMALL_LOG }),
      RedisServer.start(),
    ])
    const wired: Wired[] = []
    for (let number = 1; number <= instances; number++) {
      const [toPostgres, toRedis] = await Promise.all([
        TcpProxy.start(postgres.port),
        TcpProxy.start(redis.port),
      ])
      const settings = () => ({
        STORE: 'postgres',
        DATABASE_URL: postgres.urlAt(toPostgres.port),
        REDIS_URL: `redis://127.0.0.1:${toRedis.port}`,
        ADMIN_KEY,
        DEFAULT_EVENT_SEATS: `${DEFAULT_EVENT_SEATS}`,
        ...(planted && { BREAK: planted.name }),
      })
      const options = {
        name: `instance ${number}`,
        settings,
        main: planted?.isIn(number) ? BROKEN_SERVICE : undefined,
      }
      const instance = new Instance(options)
      await instance.start()
      wired.push({ instance, toPostgres, toRedis })
    }
    return new PostgresSystem({ postgres, redis, wired, disk })
  }

  get instances(): Instance[] {
    return this.wired.map(({ instance }) => instance)
  }

  async heal(): Promise<void> {
    await Promise.all(this.instances.map((instance) => instance.ready()))
  }

  async restart(): Promise<void> {
    await Promise.all(this.instances.map((instance) => instance.kill()))
    await Promise.all([this.postgres.kill(), this.redis.kill()])
    await Promise.all([this.postgres.launch(), this.redis.launch()])
    await Promise.all(this.instances.map((instance) => instance.start()))
    await this.heal()
  }

  misfits(): Promise<readonly unknown[]> {
    return findMisfitsAt(this.postgres.url)
  }

  async locks(): Promise<Locks> {
    const keys = await this.redis.admin.keys('lock:*')
    const ttls = await Promise.all(keys.map((key) => this.redis.admin.pttl(key)))
    return { count: keys.length, endless: keys.filter((_, index) => ttls[index] === -1) }
  }

  async stop(): Promise<void> {
    await Promise.all(this.instances.map((instance) => instance.kill()))
    await Promise.all(
      this.wired.flatMap(({ toPostgres, toRedis }) => [toPostgres.close(), toRedis.close()]),
    )
    await Promise.all([this.postgres.stop(), this.redis.stop()])
    this.disk?.remove()
  }
}
