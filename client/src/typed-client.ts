import { HoldfastError } from './holdfast-error.ts'
import type { Method, Path, RequestOf } from './operations.ts'
import { isRefusal, type ReplyOf } from './replies.ts'
import type { ServerSentEvent } from './server-sent-events.ts'
import { type Message, type SendOptions, Transport, type TransportOptions } from './transport.ts'

export interface ClientOptions extends TransportOptions {
  /** Where the service is, such as `https://tickets.example`. */
  readonly baseUrl: string
  /** The seller's or the administrator's key, where one is needed. */
  readonly key?: string | undefined
  /** Makes an idempotency key that nobody else makes or guesses; a random UUID when left out. */
  readonly idempotencyKey?: () => string
}

export interface RequestOptions extends SendOptions {
  /** For a request that was made before, to be done no second time; a new one when left out. */
  readonly idempotencyKey?: string | undefined
}

/** What a request can have of all that {@link RequestOf} tells apart. */
interface AnyRequest {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly bearer?: string | undefined
}

/** Sends any request that the API document describes, typed by it. */
export class TypedClient {
  readonly #baseUrl: string
  readonly #key: string | undefined
  readonly #newIdempotencyKey: () => string
  readonly #transport: Transport

  constructor({ baseUrl, key, idempotencyKey, ...options }: ClientOptions) {
    this.#baseUrl = baseUrl.replace(/\/+$/, '')
    this.#key = key
    this.#newIdempotencyKey = idempotencyKey ?? (() => crypto.randomUUID())
    this.#transport = new Transport(options)
  }

  /**
   * @returns the answer, or a refusal that depends on what others do
   * @throws {HoldfastError} any other problem, or that there is no answer
   * @throws the reason of `options.signal`, once that is aborted
   */
  async request<P extends Path, M extends Method<P>>(
    method: M,
    path: P,
    request: RequestOf<P, M>,
    options: RequestOptions = {},
  ): Promise<ReplyOf<P, M>> {
    const { params = {}, query = {}, ...rest } = request as AnyRequest
    const url = this.#baseUrl + filledIn(path, params) + searchOf(query)
    const message = this.#message(method, rest, options)
    const received = await this.#transport.send(url, message, options)
    // What the types say of an answer is what the API document says.
    if (!(received instanceof HoldfastError)) {
      const { status, headers, body: value } = received
      return { ok: true, status, headers, value } as unknown as ReplyOf<P, M>
    }
    if (!isRefusal(received.code)) throw received
    return { ok: false, refusal: received } as unknown as ReplyOf<P, M>
  }

  /**
   * Reads a stream of the service, for as long as anybody listens.
   * @throws {HoldfastError} when it is refused for good
   * @throws the reason of `options.signal`, once that is aborted
   */
  protected listen(
    path: string,
    params: Readonly<Record<string, string>>,
    options: SendOptions = {},
  ): AsyncGenerator<ServerSentEvent> {
    const headers = new Headers({ Accept: 'text/event-stream' })
    return this.#transport.events(this.#baseUrl + filledIn(path, params), headers, options)
  }

  #message(
    method: string,
    { headers, body, bearer = this.#key }: AnyRequest,
    { idempotencyKey }: RequestOptions,
  ): Message {
    const all = new Headers({ Accept: 'application/json', ...headers })
    if (bearer !== undefined) all.set('Authorization', `Bearer ${bearer}`)
    // A DELETE may come twice without one, but then it might undo what somebody did in between.
    if (method !== 'get') {
      all.set('Idempotency-Key', idempotencyKey ?? this.#newIdempotencyKey())
    }
    if (body !== undefined) all.set('Content-Type', 'application/json')
    return { method: method.toUpperCase(), headers: all, body: JSON.stringify(body) }
  }
}

function filledIn(path: string, params: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name] ?? ''
    // As a part of a URL it would be left out, and another thing be asked for.
    if (['', '.', '..'].includes(value)) throw new TypeError(`${name} cannot be "${value}".`)
    return encodeURIComponent(value)
  })
}

function searchOf(query: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  return given.length === 0 ? '' : `?${new URLSearchParams(given as [string, string][]).toString()}`
}
