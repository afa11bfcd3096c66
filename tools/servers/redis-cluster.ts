import { until } from '../until.ts'
import { RedisServer } from './redis-server.ts'

const MASTERS = 3
const SLOTS = 16_384
/** The node timeout. Practically infinite, so that a busy machine causes no failover. */
const NODE_TIMEOUT_MS = 60_000
/** The node timeout of tests that wait for a failover. */
const SHORT_NODE_TIMEOUT_MS = 1_000

/** A private Redis Cluster of three masters, of which the first has a replica. */
export class RedisCluster {
  readonly masters: readonly RedisServer[]
  /** The masters, and the replica of the first. */
  readonly nodes: readonly RedisServer[]

  private constructor(nodes: readonly RedisServer[]) {
    this.nodes = nodes
    this.masters = nodes.slice(0, MASTERS)
  }

  static async start(): Promise<RedisCluster> {
    const nodes: RedisServer[] = []
    const cluster = (): RedisCluster => new RedisCluster(nodes)
    try {
      while (nodes.length <= MASTERS) nodes.push(await startNode())
      await cluster().#join()
    } catch (error) {
      await cluster().stop()
      throw error
    }
    return cluster()
  }

  get url(): string {
    return `redis+cluster://${this.masters.map(({ port }) => `127.0.0.1:${port}`).join(',')}`
  }

  /** The master of a key, before any failover. */
  async masterOf(key: string): Promise<number> {
    const slot = await this.nodes[0]?.admin.cluster('KEYSLOT', key)
    return Math.floor(((slot ?? 0) * MASTERS) / SLOTS)
  }

  /** Resolves when every node reports a complete cluster. */
  async isWhole(): Promise<void> {
    for (const { admin } of this.nodes) {
      await until(async () => {
        const info = await admin.cluster('INFO').catch(() => '')
        return info.includes('state:ok') && info.includes(`known_nodes:${this.nodes.length}`)
      })
    }
  }

  /** Resolves when every running node reports an incomplete cluster and refuses commands. */
  async isDown(): Promise<void> {
    for (const { admin } of this.#running) {
      await until(async () => (await admin.cluster('INFO')).includes('state:fail'))
    }
  }

  /** Uses the short node timeout during the work. */
  async noticingDeath(work: () => Promise<unknown>): Promise<void> {
    await this.#setNodeTimeout(SHORT_NODE_TIMEOUT_MS)
    await work()
    await this.#setNodeTimeout(NODE_TIMEOUT_MS)
  }

  async #setNodeTimeout(timeoutMs: number): Promise<void> {
    for (const { admin } of this.#running) {
      await admin.config('SET', 'cluster-node-timeout', `${timeoutMs}`)
    }
  }

  get #running(): RedisServer[] {
    return this.nodes.filter(({ isRunning }) => isRunning)
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.stop()))
  }

  async #join(): Promise<void> {
    const [first, ...others] = this.nodes
    const replica = others.at(-1)
    if (!first || !replica) throw new Error('A Cluster has more than one node')
    for (const [index, { admin }] of this.masters.entries()) {
      await admin.cluster('ADDSLOTS', ...slotsOf(index))
      await admin.cluster('SET-CONFIG-EPOCH', index + 1)
    }
    for (const { port } of others) await first.admin.cluster('MEET', '127.0.0.1', port)
    const firstId = await first.admin.cluster('MYID')
    await until(() => replica.admin.cluster('REPLICATE', firstId).catch(() => undefined))
    await until(async () => (await replica.admin.info()).includes('master_link_status:up'))
    await this.isWhole()
  }
}

function startNode(): Promise<RedisServer> {
  const timeout = ['--cluster-node-timeout', `${NODE_TIMEOUT_MS}`]
  return RedisServer.start(
    '--cluster-enabled',
    'yes',
    ...timeout,
    '--repl-diskless-sync-delay',
    '0',
  )
}

function slotsOf(master: number): number[] {
  const first = Math.ceil((master * SLOTS) / MASTERS)
  const next = Math.ceil(((master + 1) * SLOTS) / MASTERS)
  return Array.from({ length: next - first }, (_, index) => first + index)
}
