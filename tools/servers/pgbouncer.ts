import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { endServer, logUntil } from './child-server.ts'
import { freePort } from './free-port.ts'
import { isOlder } from './is-older.ts'
import type { PostgresServer } from './postgres-server.ts'
import { UNPRIVILEGED } from './unprivileged.ts'

const isReady = (line: string): boolean => line.includes('process up')

/** The first version with prepared statements in transaction mode. */
const VERSION_MIN = '1.21'

interface PoolerFiles {
  /** The contents of pgbouncer.ini, given the port to listen on and the folder of the files. */
  readonly config: (port: number, folder: string) => string
  /** The contents of userlist.txt. */
  readonly users?: string
}

/** A private PgBouncer in front of a Postgres server. */
export class PgBouncer {
  readonly port: number
  readonly #folder = mkdtempSync(join(tmpdir(), 'holdfast-pgbouncer-'))
  readonly #process: ChildProcess

  private constructor(port: number, { config, users = '' }: PoolerFiles) {
    this.port = port
    const file = join(this.#folder, 'pgbouncer.ini')
    writeFileSync(file, config(port, this.#folder))
    writeFileSync(join(this.#folder, 'userlist.txt'), users)
    chmodSync(this.#folder, 0o755)
    this.#process = spawn(program(), [file], {
      stdio: ['ignore', 'ignore', 'pipe'],
      ...UNPRIVILEGED,
    })
  }

  /** Starts one without authentication. Debian's is older than 1.21, so it has no prepared statements. */
  static start(
    server: PostgresServer,
    poolMode: 'session' | 'transaction' | 'statement',
  ): Promise<PgBouncer> {
    return PgBouncer.#start({
      config: (port) => `[databases]
* = host=127.0.0.1 port=${server.port} user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${poolMode}
default_pool_size = 20
`,
    })
  }

  /**
   * Starts one with the deployed configuration, except for its ports and its file of users.
   * @param databaseUrl the database, and the user and password of the service
   */
  static startDeployed(databaseUrl: string): Promise<PgBouncer> {
    const version = pgBouncerVersion()
    if (isOlder(version, VERSION_MIN)) {
      throw new Error(
        `PgBouncer ${version} has no prepared statements in transaction mode. PGBOUNCER may name the program of version ${VERSION_MIN} or newer.`,
      )
    }
    const url = new URL(databaseUrl)
    return PgBouncer.#start({
      users: `"${url.username}" "${url.password}"\n`,
      config: (port, folder) =>
        readFileSync('deploy/pgbouncer/pgbouncer.ini', 'utf8')
          .replace('port=5000', `port=${url.port}`)
          .replace('listen_port = 6432', `listen_port = ${port}`)
          .replace('/etc/pgbouncer/', `${folder}/`),
    })
  }

  static async #start(files: PoolerFiles): Promise<PgBouncer> {
    const pooler = new PgBouncer(await freePort(), files)
    const { stderr } = pooler.#process
    const log = stderr ? await logUntil(isReady, stderr) : []
    if (!log.some(isReady)) throw new Error(`PgBouncer did not start:\n${log.join('\n')}`)
    return pooler
  }

  /** The same database of the server, through the pooler. */
  urlOf(databaseUrl: string): string {
    const url = new URL(databaseUrl)
    url.port = `${this.port}`
    return url.href
  }

  async stop(): Promise<void> {
    await endServer(this.#process)
    rmSync(this.#folder, { recursive: true })
  }
}

/** The installed version, such as 1.24.1. */
function pgBouncerVersion(): string {
  const [, version = ''] =
    /PgBouncer (\S+)/.exec(execFileSync(program(), ['--version'], { encoding: 'utf8' })) ?? []
  return version
}

/** PGBOUNCER may name another version than the installed one. */
function program(): string {
  return process.env['PGBOUNCER'] ?? 'pgbouncer'
}
