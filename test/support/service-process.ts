import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

import { until } from './until.ts'

export interface LogLine {
  readonly level: number
  readonly msg: string
  readonly [field: string]: unknown
}

/** The service as a process of its own, started as `npm start` starts it, on a free port unless one is named. */
export class ServiceProcess {
  /** Every line of its log so far. */
  readonly log: LogLine[] = []
  /** Whatever it wrote beside the log. */
  stderr = ''
  readonly exit: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
  readonly #child: ChildProcess

  private constructor(env: Readonly<Record<string, string>>) {
    const child = spawn(process.execPath, ['src/main.ts'], {
      env: { PATH: process.env['PATH'], PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    createInterface(child.stdout).on('line', (line) => {
      this.log.push(JSON.parse(line) as LogLine)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      this.stderr += chunk.toString()
    })
    this.exit = once(child, 'close').then(([code, signal]) => ({
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
    }))
  }

  /** Resolves once the service listens, or has ended because it could not. */
  static async start(env: Readonly<Record<string, string>> = {}): Promise<ServiceProcess> {
    const service = new ServiceProcess(env)
    await Promise.race([service.logged('listening'), service.exit])
    return service
  }

  get url(): string {
    const port = this.log.find((line) => line.msg === 'listening')?.['port']
    if (port === undefined) throw new Error(`The service does not listen. ${this.stderr}`)
    return `http://127.0.0.1:${String(port)}`
  }

  /** Resolves with the first log line of this message, now or when it comes. */
  async logged(message: string): Promise<LogLine> {
    const find = (): LogLine | undefined => this.log.find((line) => line.msg.startsWith(message))
    await until(() => find() !== undefined)
    return find() as LogLine
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  /** Ends it in any case. */
  async stop(): Promise<void> {
    this.kill('SIGKILL')
    await this.exit
  }
}
