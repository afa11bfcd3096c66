import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import pg from 'pg'

import { until } from '../../until.ts'
import { EtcdServer } from './etcd-server.ts'
import { PatroniNode } from './patroni-node.ts'
import { PrimaryBalancer } from './primary-balancer.ts'

const PASSWORD = 'holdfast'
const NODES = ['node1', 'node2', 'node3']

/** How much of each node's log an error quotes. */
const LOG_END_CHARACTERS = 3_000

interface Member {
  readonly name: string
  readonly role: string
  readonly state: string
  readonly timeline?: number
}

/** Three Patroni nodes with an etcd, behind HAProxy, with the deployed configuration. */
export class PatroniCluster {
  readonly etcd: EtcdServer
  readonly nodes: PatroniNode[] = []
  readonly #folder = mkdtempSync(join(tmpdir(), 'holdfast-patroni-'))
  #balancer: PrimaryBalancer | undefined

  private constructor(etcd: EtcdServer) {
    this.etcd = etcd
    chmodSync(this.#folder, 0o755)
  }

  /** Starts it. Resolves when all nodes are up, one of them as the synchronous standby. */
  static async start(): Promise<PatroniCluster> {
    const cluster = new PatroniCluster(await EtcdServer.start())
    try {
      await cluster.#launch()
    } catch (error) {
      await cluster.stop()
      throw error
    }
    return cluster
  }

  async #launch(): Promise<void> {
    const { etcd, nodes } = this
    for (const name of NODES) {
      const folder = join(this.#folder, name)
      nodes.push(await PatroniNode.start({ name, folder, etcd, password: PASSWORD }))
    }
    this.#balancer = await PrimaryBalancer.start(nodes)
    await this.complete()
    await this.#createDatabase()
  }

  /** The URL of the service's database, at whichever node is the primary. */
  get url(): string {
    return this.#urlAt(this.#balancer?.port ?? 0, 'holdfast', 'holdfast')
  }

  urlOf(node: PatroniNode): string {
    return this.#urlAt(node.port, 'postgres', 'holdfast')
  }

  #urlAt(port: number, user: string, database: string): string {
    return `postgres://${user}:${PASSWORD}@127.0.0.1:${port}/${database}`
  }

  async #createDatabase(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#urlAt((await this.leader()).port, 'postgres', 'postgres'),
    })
    await client.connect()
    await client.query(`create role holdfast login password '${PASSWORD}'`)
    // What docs/deployment.md requires behind PgBouncer. Without it, the service sets the same itself.
    await client.query("alter role holdfast set statement_timeout = '1s'")
    await client.query('create database holdfast owner holdfast')
    await client.end()
  }

  /** The first node that says that it is the primary. */
  leader(): Promise<PatroniNode> {
    return until(() => {
      const answers = this.nodes.map(async (node) => {
        if (!(await node.isPrimary())) throw new Error(`${node.name} is not the primary`)
        return node
      })
      return Promise.any(answers).catch(() => undefined)
    })
  }

  /** The node that every commit waits for. */
  synchronousStandby(): Promise<PatroniNode> {
    return until(async () => {
      const standby = (await this.members()).find(({ role }) => role === 'sync_standby')
      return this.nodes.find(({ name }) => name === standby?.name)
    })
  }

  /** The members as the first node that answers knows them. */
  async members(): Promise<readonly Member[]> {
    for (const node of this.nodes) {
      try {
        const response = await node.request('GET', '/cluster')
        return ((await response.json()) as { readonly members: readonly Member[] }).members
      } catch {
        // The next one may answer.
      }
    }
    return []
  }

  /**
   * Resolves when all nodes follow one primary, one of them synchronously.
   * @throws with the members and the ends of their logs after two minutes
   */
  async complete(): Promise<void> {
    let members: readonly Member[] = []
    try {
      await until(async () => isComplete((members = await this.members())))
    } catch (cause) {
      const states = members.map((member) => JSON.stringify(member))
      const logs = this.nodes.map(
        ({ name, log }) => `--- ${name}\n${log.slice(-LOG_END_CHARACTERS)}`,
      )
      const message = ['The cluster is not complete:', ...states, ...logs].join('\n')
      throw new Error(message, { cause })
    }
  }

  async stop(): Promise<void> {
    await this.#balancer?.stop()
    await Promise.all(this.nodes.map((node) => node.kill()))
    await this.etcd.stop()
    // Children of a killed postmaster may still be running.
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20 })
  }
}

function isComplete(members: readonly Member[]): boolean {
  const roles = members.map(({ role }) => role).sort()
  const timelines = new Set(members.map(({ timeline }) => timeline))
  return (
    roles.join() === 'leader,replica,sync_standby' &&
    timelines.size === 1 &&
    members.every(({ state }) => state === 'running' || state === 'streaming')
  )
}
