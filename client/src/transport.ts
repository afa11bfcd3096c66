import { followStream } from './follow-stream.ts'
import { HoldfastError, receive, type Received } from './holdfast-error.ts'
import { DEFAULT_RETRIES, pauseMsAfter, type Retries } from './retries.ts'
import type { ServerSentEvent } from './server-sent-events.ts'
import { Watchdog } from './watchdog.ts'

export interface TransportOptions {
  /**
   * How long each attempt may wait for the answer, and for each next part of it, in milliseconds; 10,000 by default. A
   * long answer on a slow connection may take longer altogether. With `Infinity` there is no limit.
   */
  readonly timeoutMs?: number
  /** What differs from {@link DEFAULT_RETRIES}. */
  readonly retries?: Partial<Retries>
  readonly fetch?: typeof fetch
  /** Waits for a number of milliseconds. May end early once the signal is aborted. */
  readonly pause?: (ms: number, signal?: AbortSignal) => Promise<unknown>
  /** A number from 0 up to but not including 1. */
  readonly random?: () => number
}

/** Three default heartbeat intervals of the service, and longer than the maximum interval. */
const SILENCE_MS_MAX = 45_000

/** When an instance stops, all of its streams are lost. The clients must not all reconnect at the same time. */
const STREAM_RETRIES = { attemptsMax: Infinity, backoffMs: 1_000 }

/** Options of one request. */
export interface SendOptions {
  /** Ends the request, including its retries. */
  readonly signal?: AbortSignal | undefined
  readonly timeoutMs?: number | undefined
  readonly retries?: Partial<Retries> | undefined
}

/** Options of one stream. */
export interface StreamOptions extends SendOptions {
  /** How long the stream may be silent before it counts as lost, in milliseconds; 45,000 by default. */
  readonly timeoutMs?: number | undefined
  /** Called with the headers of each connection. Their `Date` is the time of the service. */
  readonly onConnected?: ((headers: Headers) => void) | undefined
  /** Called with the reason when the stream is lost or refused, before the client reconnects. */
  readonly onLost?: ((failure: HoldfastError) => void) | undefined
}

export interface Message {
  readonly method: string
  readonly headers: Headers
  readonly body: string | undefined
}

/** Sends requests with timeouts and retries. */
export class Transport {
  readonly #timeoutMs: number
  readonly #retries: Retries
  readonly #fetch: typeof fetch
  readonly #pause: (ms: number, signal?: AbortSignal) => Promise<unknown>
  readonly #random: () => number

  constructor({
    timeoutMs = 10_000,
    retries = {},
    fetch = globalThis.fetch,
    pause = pauseFor,
    random = Math.random,
  }: TransportOptions) {
    this.#timeoutMs = timeoutMs
    this.#retries = { ...DEFAULT_RETRIES, ...retries }
    this.#fetch = fetch
    this.#pause = pause
    this.#random = random
  }

  /**
   * @returns the answer, or what went wrong in the last attempt
   * @throws the reason of the signal, once that is aborted
   */
  async send(
    url: string,
    message: Message,
    { signal, timeoutMs = this.#timeoutMs, retries }: SendOptions,
  ): Promise<Received | HoldfastError> {
    const allRetries = { ...this.#retries, ...retries }
    for (let attempt = 1; ; attempt++) {
      signal?.throwIfAborted()
      const result = await this.#try(url, message, { signal, timeoutMs })
      if (!(result instanceof HoldfastError)) return result

      const pauseMs = pauseMsAfter(result, attempt, allRetries, this.#random)
      if (pauseMs === undefined) return result
      await this.#pause(pauseMs, signal)
    }
  }

  /** Reads the messages of a stream, see {@link followStream}. */
  follow<Message>(
    url: string,
    headers: Headers,
    read: (event: ServerSentEvent) => Message,
    { signal, timeoutMs = SILENCE_MS_MAX, retries, onConnected, onLost }: StreamOptions,
  ): AsyncGenerator<Message> {
    return followStream({
      url,
      headers,
      read,
      signal,
      connectMsMax: Math.min(this.#timeoutMs, timeoutMs),
      silenceMsMax: timeoutMs,
      retries: { ...this.#retries, ...STREAM_RETRIES, ...retries },
      onConnected,
      onLost,
      fetch: this.#fetch,
      pause: this.#pause,
      random: this.#random,
    })
  }

  async #try(
    url: string,
    message: Message,
    { signal, timeoutMs }: { signal: AbortSignal | undefined; timeoutMs: number },
  ): Promise<Received | HoldfastError> {
    const watchdog = new Watchdog(timeoutMs)
    const ends = signal ? AbortSignal.any([signal, watchdog.signal]) : watchdog.signal
    const idempotencyKey = message.headers.get('Idempotency-Key') ?? undefined
    // A browser's fetch must not be called as a method of another object.
    const fetch = this.#fetch
    try {
      const response = await fetch(url, { ...message, body: message.body ?? null, signal: ends })
      const received = await receive(response, () => {
        watchdog.restart(timeoutMs)
      })
      return isAnswer(received) ? received : new HoldfastError(received, { idempotencyKey })
    } catch (error) {
      signal?.throwIfAborted()
      return new HoldfastError(undefined, { idempotencyKey, cause: error })
    } finally {
      watchdog.abort()
    }
  }
}

/** The service answers JSON or nothing. Any other text is from a proxy. */
function isAnswer({ status, body }: Received): boolean {
  return status < 400 && typeof body !== 'string'
}

function pauseFor(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal?.addEventListener('abort', end)
  })
}
