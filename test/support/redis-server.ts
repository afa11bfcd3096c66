import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

import { Redis } from 'ioredis'

import { freePort } from './free-port.ts'

const ATTEMPTS_MAX = 5

/** A private redis-server, gone without a trace when it is stopped. */
export class RedisServer {
  readonly port: number
  /** A client that sees what the server sees, for looking and meddling. */
  readonly admin: Redis
  #process: ChildProcess | undefined

  private constructor(port: number) {
    this.port = port
    this.admin = new Redis({ port, lazyConnect: true, retryStrategy: () => 20 })
    // The server is killed on purpose now and then; commands that fail for it say so themselves.
    this.admin.on('error', () => undefined)
  }

  static async start(): Promise<RedisServer> {
    for (let attempt = 1; ; attempt++) {
      const server = new RedisServer(await freePort())
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

  /** Starts the server, or starts it again: empty, on the same port. */
  async launch(): Promise<void> {
    const child = spawn(
      'redis-server',
      ['--port', `${this.port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    this.#process = child
    const log: string[] = []
    for await (const line of createInterface(child.stdout)) {
      log.push(line)
      if (line.includes('Ready to accept connections')) break
    }
    child.stdout.resume()
    if (!log.at(-1)?.includes('Ready to accept connections'))
      throw new Error(`redis-server did not start:\n${log.join('\n')}`)
  }

  /** The server goes at once, and everything in it. */
  async kill(): Promise<void> {
    const child = this.#process
    if (child?.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
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
  }
}
