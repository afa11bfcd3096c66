import type { Activity } from './activity.ts'

/** `lost` goes on until there is news again; it is tried without end. */
export type SourceState = 'connecting' | 'live' | 'lost'

export interface SourceListener {
  /** @param news oldest first */
  onActivity(news: readonly Activity[]): void
  onState(state: SourceState): void
}

/** There is a tick every half second, so this long without one means that nobody is there any more. */
const SILENCE_MS_MAX = 4_000
/** A timer that is later than that was late because the page did not run at all. */
const LATE_MS_MAX = 500
const RETRY_MS = 1_000

/** Follows what an instance does, and comes back by itself whatever happens to the connection. */
export class ActivitySource {
  readonly #url: string | URL
  readonly #listener: SourceListener
  #events: EventSource | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(url: string | URL, listener: SourceListener) {
    this.#url = url
    this.#listener = listener
  }

  start(): void {
    this.#listener.onState('connecting')
    this.#connect()
  }

  #connect(): void {
    const events = new EventSource(this.#url)
    this.#events = events
    events.addEventListener('activity', ({ data }: MessageEvent<string>) => {
      this.#hear([JSON.parse(data) as Activity])
    })
    events.addEventListener('recent', ({ data }: MessageEvent<string>) => {
      this.#hear(JSON.parse(data) as Activity[])
    })
    // A browser gives up for ever when the answer is an error, as a balancer's is while an instance is gone.
    events.addEventListener('error', () => {
      this.#lose()
    })
    this.#expectNews()
  }

  #hear(news: readonly Activity[]): void {
    this.#expectNews()
    this.#listener.onState('live')
    this.#listener.onActivity(news)
  }

  #expectNews(): void {
    const startMs = performance.now()
    this.#later(SILENCE_MS_MAX, () => {
      // Who slept meanwhile has heard nothing either; what has come since is read first.
      if (performance.now() - startMs > SILENCE_MS_MAX + LATE_MS_MAX) this.#expectNews()
      else this.#lose()
    })
  }

  #lose(): void {
    this.#events?.close()
    this.#listener.onState('lost')
    // Not all pages at once, when an instance has ended to which many were connected.
    this.#later(RETRY_MS * (0.5 + Math.random()), () => {
      this.#connect()
    })
  }

  #later(delayMs: number, act: () => void): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(act, delayMs)
  }
}
