import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Redis } from 'ioredis'

import { endServer, logUntil } from './child-server.ts'
import { freePort } from './free-port.ts'

const ATTEMPTS_MAX = 10

/** The log line of a listening server; the second is that of a Sentinel. */
const isReady = (line: string): boolean => /Ready to accept connections|Sentinel ID is/.test(line)

/** A private redis-server, removed completely by `stop`. */
export class RedisServer {
  readonly port: number
  /** A direct client, for inspection and changes. */
  readonly admin: Redis
  readonly #args: readonly string[]
  readonly #folder = mkdtempSync(join(tmpdir(), 'holdfast-redis-'))
  #process: ChildProcess | undefined

  private constructor(port: number, args: readonly string[]) {
    this.port = port
    // A Sentinel writes to its own configuration and to that of the servers it monitors.
    const configuration = join(this.#folder, 'redis.conf')
    writeFileSync(configuration, '')
    const own = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', this.#folder]
    this.#args = [configuration, ...own, '--save', '', '--appendonly', 'no', ...args]
    this.admin = new Redis({
      port,
      lazyConnect: true,
      retryStrategy: () => 20,
      disconnectTimeout: 0,
    })
    // Tests kill the server; failing commands report that themselves.
    this.admin.on('error', () => undefined)
  }

  /** @param args additional command-line options */
  static async start(...args: string[]): Promise<RedisServer> {
    for (let attempt = 1; ; attempt++) {
      const server = new RedisServer(await freePort(), args)
      try {
        await server.launch()
        return server
      } catch (error) {
        // Another process may have taken the port meanwhile.
        await server.stop()
        if (attempt === ATTEMPTS_MAX) throw error
      }
    }
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`
  }

  /** Starts or restarts the server: empty, on the same port, and as the same cluster node. */
  async launch(): Promise<void> {
    const child = spawn('redis-server', this.#args, { stdio: ['ignore', 'pipe', 'inherit'] })
    this.#process = child
    const log = await logUntil(isReady, child.stdout)
    if (!log.some(isReady)) throw new Error(`redis-server did not start:\n${log.join('\n')}`)
  }

  get isRunning(): boolean {
    return this.#process?.exitCode === null && this.#process.signalCode === null
  }

  get pid(): number {
    if (this.#process?.pid === undefined) throw new Error('The server is not running.')
    return this.#process.pid
  }

  /** The lock keys of the default event. */
  seatLocks(): Promise<string[]> {
    return this.admin.keys('lock:seat:*')
  }

  /** Kills the server; its data is lost. */
  async kill(): Promise<void> {
    await endServer(this.#process)
  }

  /** Stops the process with open connections, until `resume`. */
  pause(): void {
    this.#process?.kill('SIGSTOP')
  }

  resume(): void {
    this.#process?.kill('SIGCONT')
  }

  async stop(): Promise<void> {
    this.admin.disconnect()
    await this.kill()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
