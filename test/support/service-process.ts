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

  /** Starts it, without waiting for anything; in another folder than this project's, where one is named. */
  constructor(env: Readonly<Record<string, string>> = {}, cwd?: string) {
    const child = spawn(process.execPath, ['src/main.ts'], {
      cwd,
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
  static async start(
    env: Readonly<Record<string, string>> = {},
    cwd?: string,
  ): Promise<ServiceProcess> {
    const service = new ServiceProcess(env, cwd)
    await until(() => service.#find('listening') ?? service.ended)
    return service
  }

  get url(): string {
    const port = this.#find('listening')?.['port']
    if (typeof port !== 'number') throw new Error(`The service does not listen. ${this.stderr}`)
    return `http://127.0.0.1:${port}`
  }

  /** Resolves with the first log line that begins like this, now or when it comes. */
  logged(message: string): Promise<LogLine> {
    return until(() => {
      const line = this.#find(message)
      if (!line && this.ended) throw new Error(`Ended without logging "${message}". ${this.stderr}`)
      return line
    })
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  get ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  #find(message: string): LogLine | undefined {
    return this.log.find((line) => line.msg.startsWith(message))
  }

  /** Ends it in any case. */
  async stop(): Promise<void> {
    this.kill('SIGKILL')
    await this.exit
  }
}
