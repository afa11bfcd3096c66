import { HoldfastError } from '../../../client/src/index.ts'

export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: HoldfastError }

type Answered<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: HoldfastError }

type Send<Value> = (options: { readonly idempotencyKey: string }) => Promise<Answered<Value>>

/**
 * Sends each request once, even if the customer presses the button several times. A request with an unknown outcome is
 * sent again with the same idempotency key.
 */
export class Attempts {
  /** The keys of requests whose outcome is unknown, by name. */
  readonly #keys = new Map<string, string>()
  readonly #newKey: () => string
  readonly #signal: AbortSignal | undefined

  /** @param signal once it is aborted, no request gets an answer */
  constructor(newKey: () => string = randomKey, signal?: AbortSignal) {
    this.#newKey = newKey
    this.#signal = signal
  }

  /** Notes the key of a request from before a reload. */
  adopt(what: string, idempotencyKey: string): void {
    this.#keys.set(what, idempotencyKey)
  }

  /**
   * @param what names the request: equal names mean the same request
   * @throws any error that is not from the service
   */
  async make<Value>(what: string, send: Send<Value>): Promise<Reply<Value>> {
    const reply = await this.#send(what, send)
    return this.#signal?.aborted ? new Promise(() => undefined) : reply
  }

  async #send<Value>(what: string, send: Send<Value>): Promise<Reply<Value>> {
    const idempotencyKey = this.#keys.get(what) ?? this.#newKey()
    try {
      const answer = await send({ idempotencyKey })
      this.#keys.delete(what)
      return answer.ok ? answer : { ok: false, problem: answer.refusal }
    } catch (error) {
      if (!isProblem(error)) throw error
      if (isUnclear(error)) this.#keys.set(what, idempotencyKey)
      else this.#keys.delete(what)
      return { ok: false, problem: error }
    }
  }
}

function isProblem(error: unknown): error is HoldfastError {
  return error instanceof HoldfastError
}

/** The statuses of requests that were not read. An earlier attempt of the same request may have been. */
const UNREAD: readonly number[] = [408, 429]

/** Whether the request may have been granted despite the error. */
export function isUnclear({ status, code }: HoldfastError): boolean {
  if (status === undefined || status >= 500) return true
  return UNREAD.includes(status) || code === 'idempotency-key-in-flight'
}

/** As random as a UUID, which browsers make only on pages loaded over TLS. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
