import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { WAIT_MS_MAX } from '../../until.ts'
import { endServer } from '../child-server.ts'
import { freePort } from '../free-port.ts'
import { postgresFolder } from '../postgres-server.ts'
import { giveToUnprivileged, UNPRIVILEGED } from '../unprivileged.ts'
import type { EtcdServer } from './etcd-server.ts'
import { signalTree } from './process-tree.ts'

export interface NodeOptions {
  readonly name: string
  /** For its data and its log. */
  readonly folder: string
  readonly etcd: EtcdServer
  readonly password: string
}

/** One node of a Patroni cluster, with the deployed configuration: Patroni and the Postgres server that it starts. */
export class PatroniNode {
  readonly name: string
  readonly port: number
  readonly apiPort: number
  readonly #options: NodeOptions
  #process: ChildProcess | undefined

  private constructor(options: NodeOptions, port: number, apiPort: number) {
    this.#options = options
    this.name = options.name
    this.port = port
    this.apiPort = apiPort
  }

  /** Starts it without waiting. */
  static async start(options: NodeOptions): Promise<PatroniNode> {
    mkdirSync(options.folder)
    giveToUnprivileged(options.folder)
    const node = new PatroniNode(options, await freePort(), await freePort())
    node.launch()
    return node
  }

  /** Starts the node, or restarts it with its data. */
  launch(): void {
    const child = spawn('patroni', [resolve('deploy/patroni/patroni.yml')], {
      ...UNPRIVILEGED,
      cwd: this.#options.folder,
      env: { PATH: process.env['PATH'], ...this.#environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child.stderr.pipe(createWriteStream(this.#logFile, { flags: 'a' }))
    this.#process = child
  }

  /** Other values for the variables of deploy/patroni/node.env. */
  get #environment(): Readonly<Record<string, string>> {
    const { name, folder, etcd, password } = this.#options
    const [api, database] = [`127.0.0.1:${this.apiPort}`, `127.0.0.1:${this.port}`]
    return {
      PATRONI_NAME: name,
      [etcd.api === 2 ? 'PATRONI_ETCD_HOSTS' : 'PATRONI_ETCD3_HOSTS']: etcd.address,
      PATRONI_RESTAPI_LISTEN: api,
      PATRONI_RESTAPI_CONNECT_ADDRESS: api,
      PATRONI_RESTAPI_USERNAME: 'patroni',
      PATRONI_RESTAPI_PASSWORD: password,
      PATRONI_POSTGRESQL_LISTEN: database,
      PATRONI_POSTGRESQL_CONNECT_ADDRESS: database,
      PATRONI_POSTGRESQL_DATA_DIR: this.#dataFolder,
      PATRONI_POSTGRESQL_BIN_DIR: postgresFolder(),
      PATRONI_POSTGRESQL_PGPASS: `${folder}/pgpass`,
      PATRONI_SUPERUSER_USERNAME: 'postgres',
      PATRONI_SUPERUSER_PASSWORD: password,
      PATRONI_REPLICATION_USERNAME: 'replicator',
      PATRONI_REPLICATION_PASSWORD: password,
    }
  }

  get #dataFolder(): string {
    return `${this.#options.folder}/data`
  }

  get #logFile(): string {
    return `${this.#options.folder}/patroni.log`
  }

  get log(): string {
    return readFileSync(this.#logFile, 'utf8')
  }

  /** Whether Patroni says that its node is the primary, as HAProxy asks it. */
  async isPrimary(): Promise<boolean> {
    return this.request('GET', '/primary').then(
      ({ ok }) => ok,
      () => false,
    )
  }

  /** Makes a standby the primary instead of this node. Resolves when it is. */
  async switchOver(candidate: PatroniNode): Promise<void> {
    const body = { leader: this.name, candidate: candidate.name }
    const response = await this.request('POST', '/switchover', body)
    if (!response.ok) throw new Error(`No switchover: ${await response.text()}`)
  }

  request(method: string, path: string, body?: object): Promise<Response> {
    const credentials = Buffer.from(`patroni:${this.#options.password}`).toString('base64')
    return fetch(`http://127.0.0.1:${this.apiPort}${path}`, {
      method,
      headers: { Authorization: `Basic ${credentials}`, 'Content-Type': 'application/json' },
      signal: AbortSignal.timeout(body ? WAIT_MS_MAX : 1_000),
      ...(body && { body: JSON.stringify(body) }),
    })
  }

  /** Kills Patroni and all processes of its Postgres server. */
  async kill(): Promise<void> {
    this.killPostgres()
    await endServer(this.#process)
  }

  killPostgres(): void {
    this.#signalPostgres('SIGKILL')
  }

  /** Stops all of its processes, with open connections, until `resume`. */
  pause(): void {
    this.pausePatroni()
    this.pausePostgres()
  }

  pausePatroni(): void {
    this.#process?.kill('SIGSTOP')
  }

  pausePostgres(): void {
    this.#signalPostgres('SIGSTOP')
  }

  resume(): void {
    this.#signalPostgres('SIGCONT')
    this.#process?.kill('SIGCONT')
  }

  /** Patroni starts its Postgres server in a session of its own, so that it survives Patroni. */
  #signalPostgres(signal: NodeJS.Signals): void {
    const pid = this.#postmaster()
    if (pid !== undefined) signalTree(pid, signal)
  }

  #postmaster(): number | undefined {
    try {
      const [pid] = readFileSync(`${this.#dataFolder}/postmaster.pid`, 'utf8').split('\n')
      return Number(pid)
    } catch {
      return undefined
    }
  }
}
