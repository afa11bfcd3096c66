import type { IncrementResponse } from 'express-rate-limit'

export interface InProcessRequestCounterOptions {
  /** The length of a client's window, which begins with its first request. */
  readonly windowMs: number
  /** Maximum number of clients. Beyond it, the client with the oldest window is dropped. */
  readonly clientsMax: number
  /** A monotonic clock, in milliseconds. */
  readonly monotonicMs?: () => number
}

interface Window {
  requests: number
  readonly endsMs: number
}

/** Counts the requests of each client to this process. */
export class InProcessRequestCounter {
  /** In order of their start, and so of their end, because all windows have the same length. */
  readonly #windows = new Map<string, Window>()
  readonly #windowMs: number
  readonly #clientsMax: number
  readonly #monotonicMs: () => number

  constructor(options: InProcessRequestCounterOptions) {
    this.#windowMs = options.windowMs
    this.#clientsMax = options.clientsMax
    this.#monotonicMs = options.monotonicMs ?? (() => performance.now())
  }

  /** The number of clients with a window. */
  get clients(): number {
    return this.#windows.size
  }

  async increment(client: string): Promise<IncrementResponse> {
    const nowMs = this.#monotonicMs()
    this.#forgetEnded(nowMs)
    const window = this.#windows.get(client) ?? this.#open(client, nowMs)
    window.requests++
    return {
      totalHits: window.requests,
      resetTime: new Date(Date.now() + window.endsMs - nowMs),
    }
  }

  #open(client: string, nowMs: number): Window {
    const [oldest] = this.#windows.keys()
    if (oldest !== undefined && this.#windows.size >= this.#clientsMax) this.#windows.delete(oldest)
    const window = { requests: 0, endsMs: nowMs + this.#windowMs }
    this.#windows.set(client, window)
    return window
  }

  #forgetEnded(nowMs: number): void {
    for (const [client, { endsMs }] of this.#windows) {
      if (endsMs > nowMs) return
      this.#windows.delete(client)
    }
  }
}
