import { HoldfastError, type Received } from './holdfast-error.ts'
import { readEvents, type ServerSentEvent } from './server-sent-events.ts'
import { DEFAULT_RETRIES, pauseMsAfter, type Retries } from './retries.ts'

export interface TransportOptions {
  /** How long each try may take, in milliseconds; 10,000 when left out. */
  readonly timeoutMs?: number
  /** What differs from {@link DEFAULT_RETRIES}. */
  readonly retries?: Partial<Retries>
  readonly fetch?: typeof fetch
  /** Waits for so many milliseconds; may end sooner once the signal is aborted. */
  readonly pause?: (ms: number, signal?: AbortSignal) => Promise<unknown>
  /** A number from 0 up to but not including 1. */
  readonly random?: () => number
}

/** Three times as long as the service is silent unless it is set otherwise, and longer than it can be set to be. */
const SILENCE_MS_MAX = 45_000

/** All readers of an instance lose their streams when it stops, and should not come back together. */
const STREAM_RETRIES = { attemptsMax: Infinity, backoffMs: 1_000 }

/** What may be said of one request. */
export interface SendOptions {
  /** Ends the request, and all its tries. */
  readonly signal?: AbortSignal | undefined
  readonly timeoutMs?: number | undefined
  readonly retries?: Partial<Retries> | undefined
}

export interface Message {
  readonly method: string
  readonly headers: Headers
  readonly body: string | undefined
}

/** Sends what may be sent more than once, until it is answered for good. */
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
   * @returns what was answered, or what was wrong the last time
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

  /**
   * Reads the events of a stream, and connects again whenever it is lost, for as long as it takes.
   * @throws {HoldfastError} when it is refused for good
   * @throws the reason of the signal, once that is aborted
   */
  async *events(
    url: string,
    headers: Headers,
    { signal, timeoutMs = SILENCE_MS_MAX, retries }: SendOptions,
  ): AsyncGenerator<ServerSentEvent> {
    const allRetries = { ...this.#retries, ...STREAM_RETRIES, ...retries }
    for (let attempt = 1; ; attempt++) {
      const silence = new Silence(timeoutMs)
      const ends = signal ? AbortSignal.any([signal, silence.signal]) : silence.signal
      let failure: HoldfastError
      try {
        for await (const event of this.#connect(url, { headers, signal: ends }, silence)) {
          attempt = 1
          yield event
        }
        failure = new HoldfastError(undefined)
      } catch (error) {
        signal?.throwIfAborted()
        failure = asFailure(error)
      } finally {
        silence.end()
      }
      const pauseMs = pauseMsAfter(failure, attempt, allRetries, this.#random)
      if (pauseMs === undefined) throw failure
      await this.#pause(pauseMs, signal)
      signal?.throwIfAborted()
    }
  }

  async *#connect(
    url: string,
    init: RequestInit,
    silence: Silence,
  ): AsyncGenerator<ServerSentEvent> {
    const fetch = this.#fetch
    const response = await fetch(url, init)
    if (!response.ok || !response.body) throw new HoldfastError(await read(response))
    yield* readEvents(response.body, () => {
      silence.begin()
    })
  }

  async #try(
    url: string,
    message: Message,
    { signal, timeoutMs }: { signal: AbortSignal | undefined; timeoutMs: number },
  ): Promise<Received | HoldfastError> {
    const timeOut = new AbortController()
    const timer = setTimeout(() => {
      timeOut.abort(new DOMException(`No answer within ${timeoutMs} ms.`, 'TimeoutError'))
    }, timeoutMs)
    const ends = signal ? AbortSignal.any([signal, timeOut.signal]) : timeOut.signal
    const idempotencyKey = message.headers.get('Idempotency-Key') ?? undefined
    // Browsers do not let it be called as a method of something else.
    const fetch = this.#fetch
    try {
      const response = await fetch(url, { ...message, body: message.body ?? null, signal: ends })
      const received = await read(response)
      return isAnswer(received) ? received : new HoldfastError(received, { idempotencyKey })
    } catch (error) {
      signal?.throwIfAborted()
      return new HoldfastError(undefined, { idempotencyKey, cause: error })
    } finally {
      clearTimeout(timer)
    }
  }
}

function asFailure(error: unknown): HoldfastError {
  return error instanceof HoldfastError
    ? (error as HoldfastError)
    : new HoldfastError(undefined, { cause: error })
}

/** Ends what has said nothing for too long, and lets go of its connection in any case. */
class Silence {
  readonly #controller = new AbortController()
  readonly #msMax: number
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(msMax: number) {
    this.#msMax = msMax
    this.begin()
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Begins anew. */
  begin(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.end()
    }, this.#msMax)
  }

  end(): void {
    clearTimeout(this.#timer)
    this.#controller.abort(new DOMException(`Nothing for ${this.#msMax} ms.`, 'TimeoutError'))
  }
}

async function read(response: Response): Promise<Received> {
  const { status, headers } = response
  const text = await response.text()
  const isJson = /\bjson\b/.test(headers.get('Content-Type') ?? '')
  return {
    status,
    headers,
    body: text && isJson ? (JSON.parse(text) as unknown) : text || undefined,
  }
}

/** The service answers JSON or nothing; any other text was put there by somebody on the way. */
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
