import type { SeatNews } from './seat-board.ts'

/** What the service tells of an event: where in the order of its changes it is, and seats. */
export interface News {
  readonly revision: number
  readonly seats: readonly SeatNews[]
}

export type Connection = 'connecting' | 'live' | 'reconnecting'

/** What is used of an `EventSource`. */
export interface Source {
  readonly readyState: number
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void
  close(): void
}

export interface EventFeedOptions {
  readonly url: string
  readonly onSnapshot: (news: News) => void
  readonly onChanges: (news: News) => void
  readonly onConnection: (connection: Connection) => void
  readonly open?: (url: string) => Source
  readonly setTimer?: (act: () => void, ms: number) => unknown
  readonly clearTimer?: (timer: unknown) => void
  /** A number from 0 up to but not including 1. */
  readonly random?: () => number
}

const CLOSED = 2
const PAUSE_MS = 1_000
const PAUSE_MS_MAX = 15_000
/** So long a connection may be in the making, before another is tried. */
const OPENING_MS_MAX = 10_000

/**
 * Follows the changes of an event. The browser itself comes back when a connection breaks, but gives up when it is
 * refused, by a service that stops or has too much to do; then this comes back, less and less often.
 */
export class EventFeed {
  readonly #options: Required<EventFeedOptions>
  #source: Source | undefined
  #timer: unknown
  #failures = 0
  #isRunning = false

  constructor(options: EventFeedOptions) {
    this.#options = {
      open: (url) => new EventSource(url),
      setTimer: (act, ms) => setTimeout(act, ms),
      clearTimer: (timer) => {
        clearTimeout(timer as number)
      },
      random: Math.random,
      ...options,
    }
  }

  start(): void {
    if (this.#isRunning) return
    this.#isRunning = true
    this.#options.onConnection('connecting')
    this.#connect()
  }

  stop(): void {
    this.#isRunning = false
    this.#disconnect()
  }

  /** Connects anew at once, when there is reason to think that the connection is dead without anybody knowing. */
  restart(): void {
    if (!this.#isRunning) return
    this.#options.onConnection('reconnecting')
    this.#failures = 0
    this.#connect()
  }

  #connect(): void {
    this.#disconnect()
    const { url, open, onSnapshot, onChanges, onConnection } = this.#options
    const source = open(url)
    this.#source = source
    this.#later(OPENING_MS_MAX, () => {
      this.#fail()
    })
    source.addEventListener('snapshot', ({ data }) => {
      this.#stopTimer()
      this.#failures = 0
      onSnapshot(newsIn(data))
      onConnection('live')
    })
    source.addEventListener('changes', ({ data }) => {
      onChanges(newsIn(data))
    })
    source.addEventListener('error', () => {
      if (this.#source !== source) return
      onConnection('reconnecting')
      if (source.readyState === CLOSED) this.#fail()
    })
  }

  #fail(): void {
    this.#disconnect()
    this.#options.onConnection('reconnecting')
    const pauseMs = Math.min(PAUSE_MS_MAX, PAUSE_MS * 2 ** this.#failures)
    this.#failures++
    // Those who were cut off together shall not come back together.
    this.#later(pauseMs * (0.5 + this.#options.random() / 2), () => {
      this.#connect()
    })
  }

  #disconnect(): void {
    this.#stopTimer()
    this.#source?.close()
    this.#source = undefined
  }

  #later(ms: number, act: () => void): void {
    this.#stopTimer()
    this.#timer = this.#options.setTimer(act, ms)
  }

  #stopTimer(): void {
    this.#options.clearTimer(this.#timer)
    this.#timer = undefined
  }
}

function newsIn(data: unknown): News {
  return JSON.parse(String(data)) as News
}
