import { PostgresServer } from '../../tools/servers/postgres-server.ts'
import { RedisServer } from '../../tools/servers/redis-server.ts'
import { ServiceProcess, type ServiceSettings } from '../../tools/servers/service-process.ts'
import { ADMIN_KEY } from './retrying-client.ts'

/** Three instances of the service with one private Postgres and one private Redis. */
export class ThreeInstances {
  readonly postgres: PostgresServer
  readonly redis: RedisServer
  readonly services: readonly ServiceProcess[]

  private constructor(
    postgres: PostgresServer,
    redis: RedisServer,
    services: readonly ServiceProcess[],
  ) {
    this.postgres = postgres
    this.redis = redis
    this.services = services
  }

  /** Starts them with an administrator key, and with public booking. */
  static async start(settings: ServiceSettings = {}): Promise<ThreeInstances> {
    const [postgres, redis] = await Promise.all([PostgresServer.start(), RedisServer.start()])
    const env = {
      STORE: 'postgres',
      DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
      ADMIN_KEY,
      PUBLIC_BOOKING: 'true',
      // All buyers of the tests have the same address.
      SEATS_PER_CLIENT: '0',
      DEMO_EVENT: 'false',
      ...settings,
    }
    const services = await Promise.all([1, 2, 3].map(() => ServiceProcess.start(env)))
    return new ThreeInstances(postgres, redis, services)
  }

  get urls(): string[] {
    return this.services.map(({ url }) => url)
  }

  async stop(): Promise<void> {
    await Promise.all(this.services.map((service) => service.stop()))
    await Promise.all([this.postgres.stop(), this.redis.stop()])
  }
}
