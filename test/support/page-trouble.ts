import type { Page, Request } from 'playwright-core'

/** A page ends a request itself when it goes away, or has another thing to ask. */
const ENDED_BY_THE_PAGE = 'net::ERR_ABORTED'

/** What went wrong in a page that nobody looks at: errors on its console, exceptions, requests without an answer. */
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

  /** Says of a test that it makes such trouble on purpose. */
  expect(...patterns: RegExp[]): void {
    this.#expected.push(...patterns)
  }

  /** What nobody expected. */
  get unexpected(): string[] {
    return this.#seen.filter((trouble) => !this.#expected.some((pattern) => pattern.test(trouble)))
  }

  /** What happens from now on is only that the page is closed. */
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
