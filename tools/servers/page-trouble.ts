import type { Page, Request } from 'playwright-core'

/** The page ended the request itself, when it was closed or reconnected. */
const ENDED_BY_THE_PAGE = 'net::ERR_ABORTED'

/** Records the errors of a page: console errors, exceptions, failed requests. */
export class PageTrouble {
  readonly #seen: string[] = []
  readonly #expected: RegExp[] = []
  #isOver = false

  constructor(page: Page) {
    page.on('console', (message) => {
      if (message.type() !== 'error') return
      this.#note(`console: ${message.text()} (${message.location().url})`)
    })
    page.on('pageerror', (error) => {
      this.#note(`exception: ${error.stack ?? error.message}`)
    })
    page.on('requestfailed', (request) => {
      this.#noteFailed(request)
    })
  }

  /** Expects errors that match these patterns. */
  expect(...patterns: RegExp[]): void {
    this.#expected.push(...patterns)
  }

  /** The errors that were not expected. */
  get unexpected(): string[] {
    return this.#seen.filter((trouble) => !this.#expected.some((pattern) => pattern.test(trouble)))
  }

  /** Ignores all further errors, because the page is being closed. */
  end(): void {
    this.#isOver = true
  }

  #note(trouble: string): void {
    if (!this.#isOver) this.#seen.push(trouble)
  }

  #noteFailed(request: Request): void {
    const reason = request.failure()?.errorText ?? 'no answer'
    if (reason === ENDED_BY_THE_PAGE) return
    this.#note(`request: ${request.method()} ${request.url()} ${reason}`)
  }
}
