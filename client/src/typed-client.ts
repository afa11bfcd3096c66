import { HoldfastError } from './holdfast-error.ts'
import { jsonOf } from './json.ts'
import type { Method, Path, RequestOf } from './operations.ts'
import { isRefusal, type ReplyOf } from './replies.ts'
import type { ServerSentEvent } from './server-sent-events.ts'
import {
  type Message,
  type SendOptions,
  type StreamOptions,
  Transport,
  type TransportOptions,
} from './transport.ts'

export interface ClientOptions extends TransportOptions {
  /** The URL of the service, such as `https://tickets.example`. */
  readonly baseUrl: string
  /** The access key, if one is needed. */
  readonly key?: string | undefined
  /** Makes an unguessable idempotency key; a random UUID by default. */
  readonly idempotencyKey?: () => string
}

export interface RequestOptions extends SendOptions {
  /** The key of an earlier attempt of the same request; a new one by default. */
  readonly idempotencyKey?: string | undefined
}

/** Any {@link RequestOf}, without its types. */
interface AnyRequest {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly bearer?: string | undefined
}

/** Sends any request of the API document, with the types of that document. */
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
   * @returns the answer, or a refusal that depends on other buyers
   * @throws {HoldfastError} any other problem, or no answer
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
    // The types of the answers come from the API document.
    if (!(received instanceof HoldfastError)) {
      const { status, headers, body: value } = received
      return { ok: true, status, headers, value } as unknown as ReplyOf<P, M>
    }
    if (!isRefusal(received.code)) throw received
    return { ok: false, refusal: received } as unknown as ReplyOf<P, M>
  }

  /**
   * Reads a stream of the service, and reconnects whenever it is lost.
   * @param read reads an event; if it throws, the stream counts as lost
   * @throws {HoldfastError} when the service refuses it permanently
   * @throws the reason of `options.signal`, once that is aborted
   */
  protected follow<Message>(
    path: string,
    params: Readonly<Record<string, string>>,
    read: (event: ServerSentEvent) => Message,
    options: StreamOptions = {},
  ): AsyncGenerator<Message> {
    const headers = new Headers({ Accept: 'text/event-stream' })
    return this.#transport.follow(this.#baseUrl + filledIn(path, params), headers, read, options)
  }

  #message(
    method: string,
    { headers, body, bearer = this.#key }: AnyRequest,
    { idempotencyKey }: RequestOptions,
  ): Message {
    const all = new Headers({ Accept: 'application/json', ...headers })
    if (bearer !== undefined) all.set('Authorization', `Bearer ${bearer}`)
    // Also for DELETE: a retry could otherwise undo a change that was made in between.
    if (method !== 'get') {
      all.set('Idempotency-Key', idempotencyKey ?? this.#newIdempotencyKey())
    }
    if (body !== undefined) all.set('Content-Type', 'application/json')
    return { method: method.toUpperCase(), headers: all, body: jsonOf(body) }
  }
}

function filledIn(path: string, params: Readonly<Record<string, string>>): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name] ?? ''
    // URL parsers drop these segments, so the request would go to another resource.
    if (['', '.', '..'].includes(value)) throw new TypeError(`${name} cannot be "${value}".`)
    return encodeURIComponent(value)
  })
}

function searchOf(query: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  return given.length === 0 ? '' : `?${new URLSearchParams(given as [string, string][]).toString()}`
}
