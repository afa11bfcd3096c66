import { until } from '../until.ts'
import { RedisServer } from './redis-server.ts'

const NAME = 'seats'
const SENTINELS = 3
const QUORUM = 2
/** The down-after time. Practically infinite, so that a busy machine causes no failover. */
const DOWN_AFTER_MS = 60_000
/** The down-after time of tests that wait for a failover. */
const SHORT_DOWN_AFTER_MS = 500
/** The time after which an election without a winner is repeated. */
const FAILOVER_TIMEOUT_MS = 2_000

/** Makes Sentinels find each other and demote old masters quickly; Redis 6 does not know it, and is slow. */
const QUICK = ['info-period', '500', 'publish-period', '200', 'tilt-trigger', '20000']

/** A private master and its replica, monitored by three Sentinels. */
export class RedisSentinel {
  /** The master at the start, and the replica that becomes the master when the first one fails. */
  readonly first: RedisServer
  readonly second: RedisServer
  readonly sentinels: readonly RedisServer[]

  private constructor([first, second, ...sentinels]: readonly RedisServer[]) {
    if (!first || !second) throw new Error('There is a master, and a replica')
    this.first = first
    this.second = second
    this.sentinels = sentinels
  }

  static async start(): Promise<RedisSentinel> {
    const servers: RedisServer[] = []
    try {
      while (servers.length < 2)
        servers.push(await RedisServer.start('--repl-diskless-sync-delay', '0'))
      while (servers.length < 2 + SENTINELS) servers.push(await RedisServer.start('--sentinel'))
      const setup = new RedisSentinel(servers)
      await setup.#join()
      return setup
    } catch (error) {
      await Promise.all(servers.map((server) => server.stop()))
      throw error
    }
  }

  get url(): string {
    return `redis+sentinel://${this.sentinels.map(({ port }) => `127.0.0.1:${port}`).join(',')}/${NAME}`
  }

  /** Resolves when the replica receives all writes. */
  async isReplicating(): Promise<void> {
    await until(async () => (await this.second.admin.info()).includes('master_link_status:up'))
  }

  /** Stops replication: later writes to the master are lost with it. */
  async stopReplication(): Promise<void> {
    await this.first.admin.acl('DELUSER', 'replica')
  }

  /**
   * Lets the Sentinels find out that the first master does not answer. Resolves when the second has taken over, and
   * all Sentinels send clients there.
   */
  async failOver(): Promise<void> {
    await this.#setDownAfter(SHORT_DOWN_AFTER_MS)
    for (const { admin } of this.sentinels) {
      await until(async () => {
        const [, port] = (await admin.call('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', NAME)) as string[]
        return Number(port) === this.second.port
      })
    }
    await until(async () => (await this.second.admin.role())[0] === 'master')
    await this.#setDownAfter(DOWN_AFTER_MS)
  }

  async #setDownAfter(timeoutMs: number): Promise<void> {
    for (const { admin } of this.sentinels) {
      await admin.call('SENTINEL', 'SET', NAME, 'down-after-milliseconds', timeoutMs)
    }
  }

  async stop(): Promise<void> {
    await Promise.all([this.first, this.second, ...this.sentinels].map((each) => each.stop()))
  }

  async #join(): Promise<void> {
    // The replica has a user of its own, so that it can be locked out.
    const rights = ['on', '>replica', '+psync', '+replconf', '+ping']
    await this.first.admin.acl('SETUSER', 'replica', ...rights)
    await this.second.admin.config('SET', 'masteruser', 'replica')
    await this.second.admin.config('SET', 'masterauth', 'replica')
    await this.second.admin.replicaof('127.0.0.1', this.first.port)
    await this.isReplicating()
    for (const { admin } of this.sentinels) {
      await admin.call('SENTINEL', 'DEBUG', ...QUICK).catch(() => undefined)
      await admin.call('SENTINEL', 'MONITOR', NAME, '127.0.0.1', this.first.port, QUORUM)
      await admin.call('SENTINEL', 'SET', NAME, 'failover-timeout', FAILOVER_TIMEOUT_MS)
    }
    await this.#setDownAfter(DOWN_AFTER_MS)
    await until(async () => (await Promise.all(this.sentinels.map(knowsAll))).every(Boolean))
  }
}

async function knowsAll({ admin }: RedisServer): Promise<boolean> {
  const [others, replicas] = await Promise.all([
    admin.call('SENTINEL', 'SENTINELS', NAME),
    admin.call('SENTINEL', 'REPLICAS', NAME),
  ])
  return (others as unknown[]).length === SENTINELS - 1 && (replicas as unknown[]).length === 1
}
