import { once } from 'node:events'

import { type Browser, type BrowserServer, chromium } from 'playwright-core'

import { WAIT_MS_MAX } from '../until.ts'
import { findChromium } from './chromium.ts'

/** For tests, also as root, without background requests. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Enough for what it prints of a crash. It prints much more about desktop services that a server has not got. */
const OUTPUT_CHARACTERS_MAX = 2_000

/** A headless Chromium that is running, or has crashed. */
export class ChromiumProcess {
  readonly browser: Browser
  readonly #server: BrowserServer
  #output = ''

  private constructor(server: BrowserServer, browser: Browser) {
    this.browser = browser
    this.#server = server
    server.process().stderr?.on('data', (output: Buffer) => {
      this.#output = (this.#output + output.toString()).slice(-OUTPUT_CHARACTERS_MAX)
    })
  }

  /** @param without arguments that Playwright starts it with by default */
  static async start(without: string[]): Promise<ChromiumProcess> {
    const executablePath = findChromium()
    if (executablePath === undefined) throw new Error('Chromium is not installed.')
    const options = { executablePath, args: FLAGS, ignoreDefaultArgs: without }
    const server = await chromium.launchServer({ ...options, timeout: WAIT_MS_MAX })
    const browser = await chromium.connect(server.wsEndpoint(), { timeout: WAIT_MS_MAX })
    return new ChromiumProcess(server, browser)
  }

  get hasCrashed(): boolean {
    return !this.browser.isConnected() || this.#exit !== null
  }

  /** A message with the signal and what it printed last. */
  get crashMessage(): string {
    return `Chromium has crashed (${String(this.#exit)}):\n${this.#output}`
  }

  get #exit(): string | number | null {
    const { exitCode, signalCode } = this.#server.process()
    return signalCode ?? exitCode
  }

  /** For a test that needs a crash. */
  async crash(): Promise<void> {
    const exited = once(this.#server.process(), 'exit')
    this.#server.process().kill('SIGSEGV')
    await exited
  }

  async stop(): Promise<void> {
    await this.browser.close()
    await this.#server.close()
  }
}
