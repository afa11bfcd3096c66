import {
  type Browser as Chromium,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'

import { findChromium } from './chromium.ts'
import { PageTrouble } from './page-trouble.ts'
import { WAIT_MS_MAX } from './until.ts'

/** It is driven by tests, some of them as root, and has nobody to call at home. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const DESKTOP = { viewport: { width: 1280, height: 800 } } as const

/** As large as a small telephone, and touched rather than clicked at. */
export const PHONE = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
} as const

/** A Chromium without a window, in which each visit is one of somebody else. */
export class Browser {
  readonly #chromium: Chromium
  readonly #visits = new Map<BrowserContext, PageTrouble>()

  private constructor(browser: Chromium) {
    this.#chromium = browser
  }

  static async start(): Promise<Browser> {
    const executablePath = findChromium()
    if (executablePath === undefined) throw new Error('There is no Chromium on this machine.')
    return new Browser(await chromium.launch({ executablePath, args: FLAGS, timeout: WAIT_MS_MAX }))
  }

  /** Opens a page as somebody who was never there before. */
  async visit(url: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.blankPage(options)
    await page.goto(url)
    return page
  }

  /** A page for somebody who was never there before, that is nowhere yet. */
  async blankPage(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.#chromium.newContext({
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

  /** Says of a page that it will have such trouble: what its console says, its exceptions, its requests that fail. */
  expectTrouble(page: Page, ...patterns: RegExp[]): void {
    this.#visits.get(page.context())?.expect(...patterns)
  }

  /**
   * Ends all visits.
   * @throws when one of the pages had trouble that nobody expected
   */
  async endVisits(): Promise<void> {
    const visits = [...this.#visits]
    this.#visits.clear()
    for (const [, trouble] of visits) trouble.end()
    await Promise.all(visits.map(([context]) => context.close()))
    const unexpected = visits.flatMap(([, trouble]) => trouble.unexpected)
    if (unexpected.length > 0) throw new Error(`A page had trouble:\n${unexpected.join('\n')}`)
  }

  async stop(): Promise<void> {
    await this.#chromium.close()
  }
}
