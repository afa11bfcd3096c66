import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { killServer } from '../../tools/servers/child-server.ts'
import { freePort } from '../../tools/servers/free-port.ts'
import { startCommand } from '../../tools/servers/start-command.ts'
import { cpuSeconds, mainThreadSeconds } from './process-usage.ts'
import { residentMb } from '../resident-memory.ts'
import type { ServerSpec } from './servers.ts'

/** Opens what takes a key; the service accepts no shorter one. */
export const ADMIN_KEY = 'the-key-of-the-benchmark'

/** How this service is started. */
const OURS = startCommand()
/** Peers have Node as it comes, and theirs compiled beforehand as well, or they would keep a compiler in memory. */
const OTHERS = {
  env: { NODE_COMPILE_CACHE: OURS.env['NODE_COMPILE_CACHE'] },
  nodeOptions: [],
}

/** Long enough to fill a store with some 100,000 seats. */
const START_MS_MAX = 120_000

export interface StartOptions {
  /** How many seats the default event has. */
  readonly seatCount: number
  readonly settings: Readonly<Record<string, string>>
  /** What Node itself is told, beside what `npm start` tells it. */
  readonly nodeOptions?: readonly string[]
}

/**
 * A server under test, in a process of its own on the Node that runs the benchmark. What it logs goes to a file, as in
 * production, which is emptied between the runs.
 */
export class ServerUnderTest {
  readonly spec: ServerSpec
  readonly url: string
  /** A folder for its data and its log, gone when it is stopped. */
  readonly folder: string
  readonly #child: ChildProcess
  /** The other instances, where it has several. What is told of it is told of all together. */
  readonly #siblings: ServerUnderTest[] = []

  private constructor(
    spec: ServerSpec,
    port: number,
    { settings, nodeOptions = [] }: Omit<StartOptions, 'seatCount'>,
  ) {
    this.spec = spec
    this.url = `http://127.0.0.1:${port}`
    this.folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-'))
    const log = openSync(this.#logFile, 'a')
    const start = spec.kind === 'ours' ? OURS : OTHERS
    this.#child = spawn(process.execPath, [...start.nodeOptions, ...nodeOptions, spec.main], {
      env: {
        ...start.env,
        PATH: process.env['PATH'],
        NODE_ENV: 'production',
        PORT: `${port}`,
        HOST: '127.0.0.1',
        DATA_DIR: join(this.folder, 'data'),
        DEMO_EVENT: 'false',
        ADMIN_KEY,
        ...spec.settings,
        ...settings,
      },
      stdio: ['ignore', log, log],
    })
    closeSync(log)
  }

  /** Resolves once it listens. */
  static async start(
    spec: ServerSpec,
    { seatCount, settings, nodeOptions = [] }: StartOptions,
  ): Promise<ServerUnderTest> {
    const seats = { SEATS: `${seatCount}`, DEFAULT_EVENT_SEATS: `${Math.max(seatCount, 1)}` }
    const server = new ServerUnderTest(spec, await freePort(), {
      settings: { ...settings, ...seats },
      nodeOptions,
    })
    try {
      await server.#listening()
      for (let instance = 1; instance < (spec.instances ?? 1); instance++) {
        const alone = { ...spec, instances: 1 }
        server.#siblings.push(
          await ServerUnderTest.start(alone, { seatCount, settings, nodeOptions }),
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

  /** What it has logged since that was last forgotten. */
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

  /** Of all its instances. */
  get urls(): readonly string[] {
    return [this.url, ...this.#siblings.flatMap(({ urls }) => urls)]
  }

  /** The CPU time it has used so far, in seconds, where the system tells. */
  get cpuSeconds(): number | undefined {
    return this.#inAll(cpuSeconds)
  }

  /** That of its main thread alone, which runs the JavaScript. */
  get mainThreadSeconds(): number | undefined {
    return this.#inAll(mainThreadSeconds)
  }

  /** The memory it has in use, in millions of bytes, where the system tells. */
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
    await killServer(this.#child)
    rmSync(this.folder, { recursive: true, force: true })
  }

  get #logFile(): string {
    return join(this.folder, 'log')
  }
}
