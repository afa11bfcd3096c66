import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Redis } from 'ioredis'

import { killServer, logUntil } from './child-server.ts'
import { freePort } from './free-port.ts'

const ATTEMPTS_MAX = 10

/** What a server logs when it listens; the second is a Sentinel's. */
const isReady = (line: string): boolean => /Ready to accept connections|Sentinel ID is/.test(line)

/** A private redis-server, gone without a trace when it is stopped. */
export class RedisServer {
  readonly port: number
  /** A client that sees what the server sees, for looking and meddling. */
  readonly admin: Redis
  readonly #args: readonly string[]
  readonly #folder = mkdtempSync(join(tmpdir(), 'holdfast-redis-'))
  #process: ChildProcess | undefined

  private constructor(port: number, args: readonly string[]) {
    this.port = port
    // A Sentinel keeps what it learns in its configuration, and changes that of the servers which it looks after.
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
    // The server is killed on purpose now and then; commands that fail for it say so themselves.
    this.admin.on('error', () => undefined)
  }

  /** @param args options that its command line has besides */
  static async start(...args: string[]): Promise<RedisServer> {
    for (let attempt = 1; ; attempt++) {
      const server = new RedisServer(await freePort(), args)
      try {
        await server.launch()
        return server
      } catch (error) {
        // Another may have taken the port meanwhile.
        await server.stop()
        if (attempt === ATTEMPTS_MAX) throw error
      }
    }
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`
  }

  /** Starts the server, or starts it again: empty, on the same port, and as the node of a Cluster that it was. */
  async launch(): Promise<void> {
    const child = spawn('redis-server', this.#args, { stdio: ['ignore', 'pipe', 'inherit'] })
    this.#process = child
    const log = await logUntil(isReady, child.stdout)
    if (!log.some(isReady)) throw new Error(`redis-server did not start:\n${log.join('\n')}`)
  }

  get isRunning(): boolean {
    return this.#process?.exitCode === null && this.#process.signalCode === null
  }

  /** The keys of all seats of the default event that are locked. */
  seatLocks(): Promise<string[]> {
    return this.admin.keys('lock:seat:*')
  }

  /** The server goes at once, and everything in it. */
  async kill(): Promise<void> {
    await killServer(this.#process)
  }

  /** The server stops answering, but its connections stay, and it goes on later where it stopped. */
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
