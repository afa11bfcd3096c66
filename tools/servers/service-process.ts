import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'

import { type ClientOptions, HoldfastClient } from '../../client/src/index.ts'
import { until } from '../until.ts'
import { startCommand } from './start-command.ts'

export interface LogLine {
  readonly level: number
  readonly msg: string
  readonly [field: string]: unknown
}

export type ServiceSettings = Readonly<Record<string, string>>

/**
 * Time limits that even a slow or busy machine does not reach. A test of a limit sets that limit itself.
 */
const PATIENT: ServiceSettings = {
  DATABASE_CONNECT_TIMEOUT_MS: '60000',
  DATABASE_STATEMENT_TIMEOUT_MS: '60000',
  LOCK_TTL_MS: '60000',
  LOCK_COMMAND_TIMEOUT_MS: '10000',
  LOCK_WAIT_MS: '10000',
}

interface Folder {
  readonly cwd?: string
  readonly main?: string
}

const { env: startEnv, nodeOptions, program } = startCommand()
const MAIN = resolve(program)

/** The compile cache, independent of the working directory. Without it a start takes twice as long. */
const START_ENV: ServiceSettings = {
  ...startEnv,
  NODE_COMPILE_CACHE: resolve(startEnv['NODE_COMPILE_CACHE'] ?? ''),
}

/** The service in its own process, with the Node options of `npm start`, on a free port by default. */
export class ServiceProcess {
  /** Every line of its log so far. */
  readonly log: LogLine[] = []
  /** Its output on stderr. */
  stderr = ''
  readonly exit: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>
  readonly #child: ChildProcess

  /**
   * Starts it without waiting.
   * @param env its settings; STORE is `memory` by default
   * @param folder.cwd the working directory
   * @param folder.main the program; that of this project by default
   */
  constructor(env: ServiceSettings = {}, { cwd = '.', main = MAIN }: Folder = {}) {
    const child = spawn(process.execPath, [...nodeOptions, main], {
      env: { PATH: process.env['PATH'], ...START_ENV, PORT: '0', STORE: 'memory', ...env },
      cwd,
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

  /** Starts it with long time limits. Resolves when the service listens or has exited. */
  static start(env: ServiceSettings = {}, folder: Folder = {}): Promise<ServiceProcess> {
    return ServiceProcess.startWithDefaults({ ...PATIENT, ...env }, folder)
  }

  /** The same, with the default time limits of the service. */
  static async startWithDefaults(
    env: ServiceSettings = {},
    folder: Folder = {},
  ): Promise<ServiceProcess> {
    const service = new ServiceProcess(env, folder)
    await until(() => service.#find('listening') ?? service.ended)
    return service
  }

  get url(): string {
    return this.#urlOf('port')
  }

  /** The URL for operators, if `ADMIN_PORT` is set. */
  get adminUrl(): string {
    return this.#urlOf('adminPort')
  }

  /** Resolves with the first log line that begins like this. */
  logged(message: string): Promise<LogLine> {
    return until(() => {
      const line = this.#find(message)
      if (!line && this.ended) throw new Error(`Ended without logging "${message}". ${this.stderr}`)
      return line
    })
  }

  /** A client of this service. */
  client(options: Partial<ClientOptions> = {}): HoldfastClient {
    return new HoldfastClient({ baseUrl: this.url, ...options })
  }

  /** Books a seat, with an idempotency key if given. */
  book(seatId: string | number, idempotencyKey?: string): Promise<Response> {
    const headers = idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }
    return fetch(`${this.url}/api/book/${seatId}`, { method: 'POST', headers })
  }

  /** What `/readyz` answers. */
  async readiness(): Promise<{ status: number; seats: string; lock: string }> {
    const response = await fetch(`${this.url}/readyz`)
    const { dependencies } = (await response.json()) as {
      dependencies: Record<'seats' | 'lock', { state: string }>
    }
    const { seats, lock } = dependencies
    return { status: response.status, seats: seats.state, lock: lock.state }
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('The service could not be started')
    return this.#child.pid
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

  #urlOf(field: 'port' | 'adminPort'): string {
    const port = this.#find('listening')?.[field]
    if (typeof port !== 'number') throw new Error(`The service does not listen. ${this.stderr}`)
    return `http://127.0.0.1:${port}`
  }

  /** Kills it if it is running. */
  async stop(): Promise<void> {
    this.kill('SIGKILL')
    await this.exit
  }
}
