import { HoldfastError } from '../../../client/src/index.ts'

export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: HoldfastError }

type Answered<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: HoldfastError }

/**
 * Does things once, however often the visitor presses the button: what had no clear answer is asked again under the
 * same idempotency key.
 */
export class Attempts {
  /** The keys of what may have been done, by what it was. */
  readonly #keys = new Map<string, string>()
  readonly #newKey: () => string

  constructor(newKey: () => string = randomKey) {
    this.#newKey = newKey
  }

  /**
   * @param what names the thing: the same for the same request
   * @throws whatever is no answer of the service
   */
  async make<Value>(
    what: string,
    send: (options: { readonly idempotencyKey: string }) => Promise<Answered<Value>>,
  ): Promise<Reply<Value>> {
    const idempotencyKey = this.#keys.get(what) ?? this.#newKey()
    try {
      const answer = await send({ idempotencyKey })
      this.#keys.delete(what)
      return answer.ok ? answer : { ok: false, problem: answer.refusal }
    } catch (error) {
      if (!isProblem(error)) throw error
      if (isInDoubt(error)) this.#keys.set(what, idempotencyKey)
      else this.#keys.delete(what)
      return { ok: false, problem: error }
    }
  }
}

function isProblem(error: unknown): error is HoldfastError {
  return error instanceof HoldfastError
}

/** Whether it may have been done nevertheless. */
function isInDoubt({ status, code }: HoldfastError): boolean {
  return status === undefined || status >= 500 || code === 'idempotency-key-in-flight'
}

/** As good as a UUID, which browsers make only for pages that came by TLS. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
