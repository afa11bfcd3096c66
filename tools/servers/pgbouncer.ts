import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { killServer, logUntil } from './child-server.ts'
import { freePort } from './free-port.ts'
import type { PostgresServer } from './postgres-server.ts'
import { UNPRIVILEGED } from './unprivileged.ts'

const isReady = (line: string): boolean => line.includes('process up')

/** A private PgBouncer in front of a Postgres server. Debian has one before 1.21, without prepared statements. */
export class PgBouncer {
  readonly port: number
  readonly #folder = mkdtempSync(join(tmpdir(), 'holdfast-pgbouncer-'))
  readonly #process: ChildProcess

  private constructor(server: PostgresServer, poolMode: string, port: number) {
    this.port = port
    const config = join(this.#folder, 'pgbouncer.ini')
    writeFileSync(
      config,
      `[databases]
* = host=127.0.0.1 port=${server.port} user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${poolMode}
default_pool_size = 20
`,
    )
    chmodSync(this.#folder, 0o755)
    this.#process = spawn('pgbouncer', [config], {
      stdio: ['ignore', 'ignore', 'pipe'],
      ...UNPRIVILEGED,
    })
  }

  static async start(
    server: PostgresServer,
    poolMode: 'session' | 'transaction' | 'statement',
  ): Promise<PgBouncer> {
    const pooler = new PgBouncer(server, poolMode, await freePort())
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
    await killServer(this.#process)
    rmSync(this.#folder, { recursive: true })
  }
}
