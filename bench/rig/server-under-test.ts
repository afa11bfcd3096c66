import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { endServer } from '../../tools/servers/child-server.ts'
import { freePort } from '../../tools/servers/free-port.ts'
import { startCommand } from '../../tools/servers/start-command.ts'
import type { CpuTimes } from './cpu-times.ts'
import { cpuSeconds, mainThreadSeconds, residentMb } from './process-usage.ts'
import type { ServerSpec } from './servers.ts'

/** The administrator key. The service does not accept a shorter one. */
export const ADMIN_KEY = 'the-key-of-the-benchmark'

/** The start command of this service. */
const OURS = startCommand()
/** Peers run on default Node options, with the same compile cache, so that the comparison of memory is fair. */
const OTHERS = {
  env: { NODE_COMPILE_CACHE: OURS.env['NODE_COMPILE_CACHE'] },
  nodeOptions: [],
}

/** Long enough to create the seats of the largest event. */
const START_MS_MAX = 120_000

export interface StartOptions {
  /** The number of seats of the default event. */
  readonly seatCount: number
  readonly settings: Readonly<Record<string, string>>
  /** Node options in addition to those of `npm start`. */
  readonly nodeOptions?: readonly string[]
  /** The CPU times so far of the Redis and the Postgres that it uses. */
  readonly backingCpuTimes?: () => CpuTimes
}

/**
 * A server under test, in its own process, on the Node version that runs the benchmark. It logs to a file, as in
 * production. The file is emptied between runs.
 */
export class ServerUnderTest {
  readonly spec: ServerSpec
  readonly url: string
  /** The folder of its data and its log, removed by `stop`. */
  readonly folder: string
  readonly #env: NodeJS.ProcessEnv
  readonly #nodeOptions: readonly string[]
  readonly #backingCpuTimes: () => CpuTimes
  #child: ChildProcess
  /** The other instances, if it has several. CPU time and memory are sums over all instances. */
  readonly #siblings: ServerUnderTest[] = []

  private constructor(
    spec: ServerSpec,
    port: number,
    { settings, nodeOptions = [], backingCpuTimes = () => ({}) }: Omit<StartOptions, 'seatCount'>,
  ) {
    this.spec = spec
    this.url = `http://127.0.0.1:${port}`
    this.folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))
    const start = spec.kind === 'ours' ? OURS : OTHERS
    this.#nodeOptions = [...start.nodeOptions, ...nodeOptions]
    this.#backingCpuTimes = backingCpuTimes
    this.#env = {
      ...start.env,
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      PORT: `${port}`,
      HOST: '127.0.0.1',
      DATA_DIR: join(this.folder, 'data'),
      DEMO_EVENT: 'false',
      ADMIN_KEY,
      // With a key set, the public books only through a checkout, and one address at most 40 seats.
      PUBLIC_BOOKING: 'true',
      SEATS_PER_CLIENT: '0',
      ...spec.settings,
      ...settings,
    }
    this.#child = this.#launch()
  }

  #launch(): ChildProcess {
    const log = openSync(this.#logFile, 'a')
    try {
      return spawn(process.execPath, [...this.#nodeOptions, this.spec.main], {
        env: this.#env,
        stdio: ['ignore', log, log],
      })
    } finally {
      closeSync(log)
    }
  }

  /** Resolves once it listens. */
  static async start(
    spec: ServerSpec,
    { seatCount, settings, ...options }: StartOptions,
  ): Promise<ServerUnderTest> {
    const seats = { SEATS: `${seatCount}`, DEFAULT_EVENT_SEATS: `${Math.max(seatCount, 1)}` }
    const server = new ServerUnderTest(spec, await freePort(), {
      ...options,
      settings: { ...settings, ...seats },
    })
    try {
      await server.#listening()
      for (let instance = 1; instance < (spec.instances ?? 1); instance++) {
        const alone = { ...spec, instances: 1 }
        server.#siblings.push(
          await ServerUnderTest.start(alone, { ...options, seatCount, settings }),
        )
      }
      return server
    } catch (error) {
      await server.stop()
      throw error
    }
  }

  async #listening(): Promise<void> {
    const endMs = performance.now() + START_MS_MAX
    while (!this.lastWords.includes('listening')) {
      if (this.ended || performance.now() > endMs) {
        throw new Error(`${this.spec.name} did not start.\n${this.lastWords}`)
      }
      await pause(20)
    }
  }

  /** Its log since the last `forgetLog`. */
  get lastWords(): string {
    return readFileSync(this.#logFile, 'utf8')
  }

  forgetLog(): void {
    truncateSync(this.#logFile)
    for (const sibling of this.#siblings) sibling.forgetLog()
  }

  get ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** The URLs of all instances. */
  get urls(): readonly string[] {
    return [this.url, ...this.#siblings.flatMap(({ urls }) => urls)]
  }

  /** Kills it and starts it again with its data. Resolves with the time until `/healthz` answered 200. */
  async restart(): Promise<number> {
    await endServer(this.#child)
    const startMs = performance.now()
    this.#child = this.#launch()
    while (!(await this.#isHealthy())) {
      if (this.ended) throw new Error(`${this.spec.name} did not start again.\n${this.lastWords}`)
      await pause(5)
    }
    return performance.now() - startMs
  }

  async #isHealthy(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/healthz`)).ok
    } catch {
      // It does not listen yet.
      return false
    }
  }

  /** The CPU times so far, of all instances and of the Redis and the Postgres that they use. */
  get cpuTimes(): CpuTimes {
    const service = this.cpuSeconds
    return { ...(service !== undefined && { service }), ...this.#backingCpuTimes() }
  }

  /** The CPU time so far without Redis and Postgres, in seconds, if available. */
  get cpuSeconds(): number | undefined {
    return this.#inAll(cpuSeconds)
  }

  /** The CPU time of the main thread, which runs the JavaScript. */
  get mainThreadSeconds(): number | undefined {
    return this.#inAll(mainThreadSeconds)
  }

  /** The resident memory, in millions of bytes, if available. */
  get residentMb(): number | undefined {
    return this.#inAll(residentMb)
  }

  #inAll(figureOf: (pid: number) => number | undefined): number | undefined {
    const own = this.#child.pid === undefined ? undefined : figureOf(this.#child.pid)
    return this.#siblings.reduce<number | undefined>((sum, sibling) => {
      const figure = sibling.#inAll(figureOf)
      return sum === undefined || figure === undefined ? undefined : sum + figure
    }, own)
  }

  async stop(): Promise<void> {
    await Promise.all(this.#siblings.map((sibling) => sibling.stop()))
    await endServer(this.#child)
    rmSync(this.folder, { recursive: true, force: true })
  }

  get #logFile(): string {
    return join(this.folder, 'log')
  }
}
