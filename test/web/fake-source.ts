import type { News, Source } from '../../web/seat-map/live/event-feed.ts'

/** What a browser would connect, in the hands of a test. */
export class FakeSource implements Source {
  readyState = 0
  isClosed = false
  readonly #listeners = new Map<string, (event: { data?: unknown }) => void>()

  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void {
    this.#listeners.set(type, listener)
  }

  close(): void {
    this.isClosed = true
  }

  send(type: string, news: News): void {
    this.#listeners.get(type)?.({ data: JSON.stringify(news) })
  }

  /** 0 when the browser tries again by itself, 2 when it has given up. */
  fail(readyState: 0 | 2): void {
    this.readyState = readyState
    this.#listeners.get('error')?.({})
  }
}
