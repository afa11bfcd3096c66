import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'

import { freePort } from '../../tools/servers/free-port.ts'
import { startCommand } from '../../tools/servers/start-command.ts'
import { until } from '../../tools/until.ts'

const { nodeOptions, program } = startCommand()

/** The smallest log buffer, with every request logged, so that a test fills it soon. */
const ENV = { STORE: 'memory', LOG_BUFFER_BYTES_MAX: '65536', LOG_LINES_PER_SECOND_MAX: '0' }

/** A log line of 4 kB. */
const LONG_PATH = `/nothing/${'x'.repeat(4_000)}`

/** A service in its own process, whose output goes where the test chooses. */
export class UnreadService {
  readonly #child: ChildProcess
  readonly url: string

  private constructor(child: ChildProcess, port: number) {
    this.#child = child
    this.url = `http://127.0.0.1:${port}`
  }

  /** @param options.through a program that runs the command it is given as its last argument */
  static async start(options: {
    readonly stdio: StdioOptions
    readonly env?: Readonly<Record<string, string>>
    readonly through?: readonly string[]
  }): Promise<UnreadService> {
    const port = await freePort()
    const env = { PATH: process.env['PATH'], ...ENV, PORT: `${port}`, ...options.env }
    const command = [process.execPath, ...nodeOptions, program]
    const { through } = options
    const [file = '', ...args] = through ? [...through, `exec ${command.join(' ')}`] : command
    const child = spawn(file, args, { env, stdio: options.stdio })
    const service = new UnreadService(child, port)
    await until(() => service.isHealthy())
    return service
  }

  /** Sends requests until log lines are dropped. */
  async fillLog(): Promise<void> {
    await until(async () => {
      await Promise.all(Array.from({ length: 20 }, () => fetch(this.url + LONG_PATH)))
      return (await this.linesDropped()) > 0
    })
  }

  async linesDropped(): Promise<number> {
    const metrics = await (await fetch(`${this.url}/metrics`)).text()
    return Number(/^holdfast_log_lines_dropped_total (\d+)$/m.exec(metrics)?.[1])
  }

  async isHealthy(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/healthz`)).ok
    } catch {
      return false
    }
  }

  /** Its standard output, if `stdio` has a pipe for it. */
  get stdout(): Readable {
    const { stdout } = this.#child
    if (!stdout) throw new Error('Its standard output goes elsewhere.')
    return stdout
  }

  /** @returns the exit code, once the process has ended after this signal */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const exited = once(this.#child, 'exit')
    this.#child.kill(signal)
    const [code] = (await exited) as [number | null]
    return code
  }

  /** Kills it if it is running. */
  async stop(): Promise<void> {
    const { exitCode, signalCode } = this.#child
    if (exitCode === null && signalCode === null) await this.end('SIGKILL')
  }
}
