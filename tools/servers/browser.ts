import {
  type Browser as Chromium,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'

import { WAIT_MS_MAX } from '../until.ts'
import { findChromium } from './chromium.ts'
import { PageTrouble } from './page-trouble.ts'

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

export const DESKTOP = { viewport: { width: 1280, height: 800 } } as const

/** A small phone with touch. */
export const PHONE = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
} as const

/** A headless Chromium. Each visit has its own cookies, storage and cache. */
export class Browser {
  readonly #chromium: Chromium
  readonly #visits = new Map<BrowserContext, PageTrouble>()

  private constructor(browser: Chromium) {
    this.#chromium = browser
  }

  /** @param options.without arguments that Playwright starts it with by default */
  static async start({ without = [] }: { readonly without?: string[] } = {}): Promise<Browser> {
    const executablePath = findChromium()
    if (executablePath === undefined) throw new Error('Chromium is not installed.')
    const options = { executablePath, args: FLAGS, ignoreDefaultArgs: without }
    return new Browser(await chromium.launch({ ...options, timeout: WAIT_MS_MAX }))
  }

  /** Opens a page as a new visitor. */
  async visit(url: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.blankPage(options)
    await page.goto(url)
    return page
  }

  /** Opens an empty page as a new visitor. */
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

  /** Expects errors on a page: on its console, exceptions, failed requests. */
  expectTrouble(page: Page, ...patterns: RegExp[]): void {
    this.#visits.get(page.context())?.expect(...patterns)
  }

  /**
   * Ends all visits.
   * @throws when a page had an unexpected error
   */
  async endVisits(): Promise<void> {
    const visits = [...this.#visits]
    this.#visits.clear()
    for (const [, trouble] of visits) trouble.end()
    await Promise.all(visits.map(([context]) => context.close()))
    const unexpected = visits.flatMap(([, trouble]) => trouble.unexpected)
    if (unexpected.length > 0) throw new Error(`A page had errors:\n${unexpected.join('\n')}`)
  }

  async stop(): Promise<void> {
    await this.#chromium.close()
  }
}
