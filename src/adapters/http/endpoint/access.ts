import { createHash, timingSafeEqual } from 'node:crypto'

import { HttpProblem } from './http-problem.ts'

/**
 * The credentials that an endpoint requires. Hold tokens are checked by the use case.
 * - `public`: none
 * - `buyer`: none, or the token of an existing hold
 * - `holder`: the token of the hold
 * - `holder-or-seller`: the token of the hold, or the seller's key
 * - `seller`: the seller's key
 * - `admin`: the administrator's key, which is also accepted in place of the seller's
 */
export type Access = 'public' | 'buyer' | 'holder' | 'holder-or-seller' | 'seller' | 'admin'

/** The credentials of a request. A bearer that is not a key may be the token of a hold. */
export interface Credentials {
  readonly actor: 'admin' | 'seller' | 'public'
  readonly bearer?: string | undefined
}

const PUBLIC: Credentials = { actor: 'public' }
const SELLER: Credentials = { actor: 'seller' }
const ADMIN: Credentials = { actor: 'admin' }

const BEARER = /^Bearer +([\x21-\x7E]{1,512})$/i

/** Checks the keys of requests. Stores only digests of the keys. */
export class Keys {
  readonly #admin: Buffer | undefined
  readonly #seller: Buffer | undefined

  /** @param digests the `digestOf` of each configured key */
  constructor(digests: {
    readonly admin?: Buffer | undefined
    readonly seller?: Buffer | undefined
  }) {
    this.#admin = digests.admin
    this.#seller = digests.seller
  }

  /**
   * Reads the credentials from the `Authorization` header.
   * @throws {HttpProblem} if they do not grant this access
   */
  admit(access: Access, authorization: string | undefined): Credentials {
    const bearer = authorization === undefined ? undefined : bearerOf(authorization)
    const caller = bearer === undefined ? PUBLIC : this.#callerWith(bearer)
    if (access === 'admin' || access === 'seller') this.#demand(access, caller, bearer)
    return caller
  }

  #callerWith(bearer: string): Credentials {
    const digest = digestOf(bearer)
    if (this.#admin && timingSafeEqual(digest, this.#admin)) return ADMIN
    if (this.#seller && timingSafeEqual(digest, this.#seller)) return SELLER
    return { actor: 'public', bearer }
  }

  #demand(access: 'admin' | 'seller', { actor }: Credentials, bearer: string | undefined): void {
    if (actor === 'admin' || actor === access) return
    if (!this.#admin && (access === 'admin' || !this.#seller)) {
      const setting = access === 'admin' ? 'ADMIN_KEY' : 'SELLER_KEY'
      throw new HttpProblem(
        'key-not-configured',
        `${setting} must be set to enable this operation.`,
      )
    }
    if (bearer === undefined) {
      throw new HttpProblem('key-missing', 'Send an access key as Authorization: Bearer <key>.')
    }
    if (actor === 'seller') {
      throw new HttpProblem(
        'key-insufficient',
        "This operation requires the administrator's access key.",
      )
    }
    throw new HttpProblem('key-wrong', 'The access key is not valid.')
  }
}

export function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

/** Ignores other schemes, such as Basic credentials for a proxy. */
function bearerOf(authorization: string): string | undefined {
  if (!/^Bearer\b/i.test(authorization)) return undefined
  const bearer = BEARER.exec(authorization)?.[1]
  if (bearer === undefined) {
    throw new HttpProblem(
      'invalid-request',
      'Authorization: must be Bearer and 1 to 512 visible ASCII characters',
    )
  }
  return bearer
}
