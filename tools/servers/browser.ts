import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

import { WAIT_MS_MAX } from '../until.ts'
import { ChromiumProcess } from './chromium-process.ts'
import { PageTrouble } from './page-trouble.ts'

export const DESKTOP = { viewport: { width: 1280, height: 800 } } as const

/** A small phone with touch. */
export const PHONE = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
} as const

interface BrowserOptions {
  /** Arguments that Playwright starts Chromium with by default. */
  readonly without?: string[]
  /** Takes a message when Chromium has crashed and is started again. By default it is printed. */
  readonly log?: (message: string) => void
}

/**
 * A headless Chromium. Each visit has its own cookies, storage and cache.
 *
 * Chromium itself crashes on rare occasions. The pages that are open fail then, and the next visit starts it again.
 */
export class Browser {
  #chromium: ChromiumProcess
  readonly #options: Required<BrowserOptions>
  readonly #visits = new Map<BrowserContext, PageTrouble>()

  private constructor(chromium: ChromiumProcess, options: Required<BrowserOptions>) {
    this.#chromium = chromium
    this.#options = options
  }

  static async start({ without = [], log = toStderr }: BrowserOptions = {}): Promise<Browser> {
    return new Browser(await ChromiumProcess.start(without), { without, log })
  }

  /** Opens a page as a new visitor. */
  async visit(url: string, options: BrowserContextOptions = {}): Promise<Page> {
    return this.#open(async () => {
      const page = await this.#newPage(options)
      await page.goto(url)
      return page
    })
  }

  /** Opens an empty page as a new visitor. */
  async blankPage(options: BrowserContextOptions = {}): Promise<Page> {
    return this.#open(() => this.#newPage(options))
  }

  /** Expects errors on a page: on its console, exceptions, failed requests. */
  expectTrouble(page: Page, ...patterns: RegExp[]): void {
    this.#visits.get(page.context())?.expect(...patterns)
  }

  /**
   * Ends all visits.
   * @throws when a page had an unexpected error, or Chromium has crashed
   */
  async endVisits(): Promise<void> {
    const visits = [...this.#visits]
    this.#visits.clear()
    for (const [, trouble] of visits) trouble.end()
    await Promise.all(visits.map(([context]) => context.close()))
    const unexpected = visits.flatMap(([, trouble]) => trouble.unexpected)
    if (this.#chromium.hasCrashed) throw new Error(this.#chromium.crashMessage)
    if (unexpected.length > 0) throw new Error(`A page had errors:\n${unexpected.join('\n')}`)
  }

  /** For a test that needs a crash of Chromium. */
  async crash(): Promise<void> {
    await this.#chromium.crash()
  }

  async stop(): Promise<void> {
    await this.#chromium.stop()
  }

  /** Opens a page, in a new Chromium if this one has crashed, also if it crashes meanwhile. */
  async #open(page: () => Promise<Page>): Promise<Page> {
    if (this.#chromium.hasCrashed) await this.#restart()
    try {
      return await page()
    } catch (error) {
      if (!this.#chromium.hasCrashed) throw error
      await this.#restart()
      return page()
    }
  }

  async #restart(): Promise<void> {
    this.#options.log(`${this.#chromium.crashMessage}\nIt is started again.\n`)
    this.#chromium = await ChromiumProcess.start(this.#options.without)
  }

  async #newPage(options: BrowserContextOptions): Promise<Page> {
    const context = await this.#chromium.browser.newContext({
      ...DESKTOP,
      locale: 'en-GB',
      timezoneId: 'UTC',
      reducedMotion: 'no-preference',
      ...options,
    })
    context.setDefaultTimeout(WAIT_MS_MAX)
    const page = await context.newPage()
    this.#visits.set(context, new PageTrouble(page))
    return page
  }
}

function toStderr(message: string): void {
  process.stderr.write(message)
}
