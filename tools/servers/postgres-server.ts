import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import pg from 'pg'

import { until } from '../until.ts'
import { endServer, logUntil } from './child-server.ts'
import { freePort } from './free-port.ts'
import { giveToUnprivileged, UNPRIVILEGED } from './unprivileged.ts'

/** The folder of the server programs on Debian, which is not on the PATH. */
const DEBIAN_FOLDER = '/usr/lib/postgresql'

/** Which sessions wait for a synchronous standby. */
const WAITS = `wait_event = 'SyncRep'`

const isReady = (line: string): boolean => /ready to accept (read-only )?connections$/.test(line)

/** A private Postgres server, removed completely by `stop`. */
export class PostgresServer {
  readonly port: number
  readonly #folder: string
  #settings: readonly string[] = ['listen_addresses=127.0.0.1', 'unix_socket_directories=']
  #process: ChildProcess | undefined

  private constructor(port: number, parent: string) {
    this.port = port
    this.#folder = mkdtempSync(join(parent, 'holdfast-postgres-'))
    giveToUnprivileged(this.#folder)
  }

  /**
   * @param options.tlsFolder the folder with certificate and key, for TLS
   * @param options.connectionsMax the maximum number of clients; the default of Postgres if undefined
   * @param options.fsync whether commits are forced to the disk. Without it, all is kept if the process is killed, but not
   * if the machine is.
   * @param options.parent the folder that contains its data; that of temporary files if undefined
   * @param options.settings further settings, such as `max_wal_size=64MB`
   */
  static async start(
    options: {
      readonly tlsFolder?: string
      readonly connectionsMax?: number
      readonly fsync?: boolean
      readonly parent?: string | undefined
      readonly settings?: readonly string[]
    } = {},
  ): Promise<PostgresServer> {
    const server = new PostgresServer(await freePort(), options.parent ?? tmpdir())
    const args = ['-D', server.#folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync']
    execFileSync(program('initdb'), args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      ...UNPRIVILEGED,
    })
    if (options.tlsFolder !== undefined) server.#useTls(options.tlsFolder)
    if (options.connectionsMax !== undefined) {
      server.#settings = [...server.#settings, `max_connections=${options.connectionsMax}`]
    }
    server.#settings = [...server.#settings, ...(options.settings ?? [])]
    if (options.fsync === false) server.#settings = [...server.#settings, 'fsync=off']
    await server.launch()
    return server
  }

  /** Postgres requires that only the owner can read the key. */
  #useTls(folder: string): void {
    for (const file of ['server.crt', 'server.key']) {
      const copy = join(this.#folder, file)
      copyFileSync(join(folder, file), copy)
      chmodSync(copy, 0o600)
      giveToUnprivileged(copy)
    }
    this.#settings = [...this.#settings, 'ssl=on']
  }

  get pid(): number {
    if (this.#process?.pid === undefined) throw new Error('The server is not running.')
    return this.#process.pid
  }

  get url(): string {
    return this.urlAt(this.port)
  }

  /** The URL of the same database on another port, such as that of a proxy. */
  urlAt(port: number): string {
    return `postgres://postgres@127.0.0.1:${port}/postgres`
  }

  /** Starts the server, or restarts it with its data. */
  async launch(): Promise<void> {
    // After a crash the server refuses to start until the last child of its predecessor is gone.
    const log = await until(async () => {
      const lines = await this.#launch()
      return lines.some((line) => line.includes('pre-existing shared memory')) ? undefined : lines
    })
    if (!log.some(isReady)) {
      throw new Error(`postgres did not start:\n${log.join('\n')}`)
    }
  }

  /** Starts the server again if it has ended by itself. Resolves when it answers. */
  async recover(): Promise<void> {
    await until(async () => {
      if (this.#process?.exitCode !== null) await this.launch()
      return this.query('select').then(
        () => true,
        () => false,
      )
    })
  }

  /** @returns its log until it was ready or exited */
  async #launch(): Promise<string[]> {
    const args = this.#settings.flatMap((setting) => ['-c', setting])
    const child = spawn(program('postgres'), ['-D', this.#folder, '-p', `${this.port}`, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
      ...UNPRIVILEGED,
    })
    this.#process = child
    return logUntil(isReady, child.stderr)
  }

  /** Runs a statement as the database's owner. */
  async query<T extends pg.QueryResultRow>(
    text: string,
    values: unknown[] = [],
    url = this.url,
  ): Promise<T[]> {
    const client = new pg.Client({ connectionString: url })
    // A server that crashes also ends connections that are idle, which rejects nothing.
    client.on('error', () => undefined)
    await client.connect()
    try {
      return (await client.query<T>(text, values)).rows
    } finally {
      await client.end()
    }
  }

  /** Every commit waits for a synchronous standby that does not exist, until {@link findStandby}. */
  async loseStandby(): Promise<void> {
    await this.#setStandby(`'gone'`)
    // The setting takes effect later; a transaction that leaves nothing behind shows when.
    await until(async () => {
      let isDone = false
      const probe = this.query('create table probe (); drop table probe').finally(() => {
        isDone = true
      })
      await until(async () => isDone || (await this.waitingForStandby()) > 0)
      const isHeeded = !isDone
      await this.query(`select pg_cancel_backend(pid) from pg_stat_activity where ${WAITS}`)
      await probe
      return isHeeded
    })
  }

  /** Commits no longer wait for a standby. */
  async findStandby(): Promise<void> {
    await this.#setStandby(`''`)
  }

  async #setStandby(name: string): Promise<void> {
    await this.query(`alter system set synchronous_standby_names = ${name}`)
    await this.query('select pg_reload_conf()')
  }

  /** @returns how many commits wait for the standby */
  async waitingForStandby(): Promise<number> {
    return (await this.query(`select from pg_stat_activity where ${WAITS}`)).length
  }

  /** Creates a database on this server. */
  async createDatabase(name: string): Promise<string> {
    await this.query(`create database ${name}`)
    return this.url.replace(/postgres$/, name)
  }

  /** Restarts the server as a read-only standby. */
  async becomeStandby(): Promise<void> {
    await this.query('checkpoint')
    await this.kill()
    writeFileSync(join(this.#folder, 'standby.signal'), '')
    await this.launch()
  }

  /** Kills the postmaster; its children exit when they notice. */
  async kill(): Promise<void> {
    await endServer(this.#process)
  }

  async stop(): Promise<void> {
    // An immediate shutdown. A killed server leaves its shared memory in /dev/shm, which is small in a container.
    await endServer(this.#process, 'SIGQUIT')
    // The children of a killed server may still be running.
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 20 })
  }
}

/** Whether this machine has a Postgres server. */
export function postgresIsInstalled(): boolean {
  try {
    execFileSync(program('postgres'), ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function program(name: string): string {
  const folder = postgresFolder()
  return folder === '' ? name : join(folder, name)
}

/** The folder of the server programs; empty if they have to be on the PATH, which is so except on Debian. */
export function postgresFolder(): string {
  try {
    const [newest] = readdirSync(DEBIAN_FOLDER)
      .map((version) => ({ version, folder: join(DEBIAN_FOLDER, version, 'bin') }))
      .filter(({ folder }) => existsSync(join(folder, 'postgres')))
      .sort((a, b) => Number(b.version) - Number(a.version))
    return newest?.folder ?? ''
  } catch {
    return ''
  }
}
