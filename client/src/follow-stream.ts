import { HoldfastError, receive } from './holdfast-error.ts'
import { pauseMsAfter, type Retries } from './retries.ts'
import { readEvents, type ServerSentEvent } from './server-sent-events.ts'
import { Watchdog } from './watchdog.ts'

export interface FollowOptions<Message> {
  readonly url: string
  readonly headers: Headers
  readonly signal: AbortSignal | undefined
  /** How long a connect may take, in milliseconds. */
  readonly connectMsMax: number
  /** How long the stream may be silent, in milliseconds. */
  readonly silenceMsMax: number
  readonly retries: Retries
  /** Reads an event. If it throws, the stream counts as lost. */
  readonly read: (event: ServerSentEvent) => Message
  /** Called with the headers of each connection, before its first event. */
  readonly onConnected: ((headers: Headers) => void) | undefined
  /** Called with the reason when the stream is lost, before the next connect. */
  readonly onLost: ((failure: HoldfastError) => void) | undefined
  readonly fetch: typeof fetch
  readonly pause: (ms: number, signal?: AbortSignal) => Promise<unknown>
  readonly random: () => number
}

/**
 * Reads the messages of a stream, and reconnects whenever it is lost.
 * @throws {HoldfastError} when the service refuses it permanently
 * @throws the reason of the signal, once that is aborted
 */
export async function* followStream<Message>(
  options: FollowOptions<Message>,
): AsyncGenerator<Message> {
  const { signal, retries, read, onLost, pause, random } = options
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted()
    let failure = new HoldfastError(undefined)
    try {
      for await (const event of connect(options)) {
        const message = read(event)
        attempt = 1
        yield message
      }
    } catch (error) {
      failure = asFailure(error)
    }
    signal?.throwIfAborted()
    const pauseMs = pauseMsAfter(failure, attempt, retries, random)
    if (pauseMs === undefined) throw failure
    onLost?.(failure)
    await pause(pauseMs, signal)
  }
}

/** Reads one connection until it ends, fails or is silent for too long. */
async function* connect(options: FollowOptions<unknown>): AsyncGenerator<ServerSentEvent> {
  const { url, headers, signal, connectMsMax, silenceMsMax, onConnected } = options
  const watchdog = new Watchdog(connectMsMax)
  // A browser's fetch must not be called as a method of another object.
  const { fetch } = options
  try {
    const response = await fetch(url, {
      headers,
      signal: signal ? AbortSignal.any([signal, watchdog.signal]) : watchdog.signal,
      // Otherwise browsers may store the stream in their cache while it grows.
      cache: 'no-store',
    })
    const onPart = () => {
      watchdog.restart(silenceMsMax)
    }
    if (!response.ok || !response.body) throw new HoldfastError(await receive(response, onPart))
    onConnected?.(response.headers)
    yield* readEvents(response.body, onPart)
  } finally {
    watchdog.abort()
  }
}

function asFailure(error: unknown): HoldfastError {
  return error instanceof HoldfastError
    ? (error as HoldfastError)
    : new HoldfastError(undefined, { cause: error })
}
