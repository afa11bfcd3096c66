import { createHash, timingSafeEqual } from 'node:crypto'

import { HttpProblem } from './http-problem.ts'

/**
 * Who may call an endpoint: anyone; anyone, or a holder who goes on with a hold; its holder; its holder or a seller;
 * whoever has the seller's key; whoever has the administrator's, which does for the seller's. A holder has a token, and
 * the use case judges it.
 */
export type Access = 'public' | 'buyer' | 'holder' | 'holder-or-seller' | 'seller' | 'admin'

/** Who calls. A bearer that is no key may be the token of a hold. */
export interface Credentials {
  readonly actor: 'admin' | 'seller' | 'public'
  readonly bearer?: string | undefined
}

const ANYONE: Credentials = { actor: 'public' }
const SELLER: Credentials = { actor: 'seller' }
const ADMIN: Credentials = { actor: 'admin' }

const BEARER = /^Bearer +([\x21-\x7E]{1,512})$/i

/** Knows the keys, by their digests only, and who may do what with which. */
export class Keys {
  readonly #admin: Buffer | undefined
  readonly #seller: Buffer | undefined

  /** @param digests what `digestOf` makes of each key that is set */
  constructor(digests: {
    readonly admin?: Buffer | undefined
    readonly seller?: Buffer | undefined
  }) {
    this.#admin = digests.admin
    this.#seller = digests.seller
  }

  /**
   * Tells who calls, from the `Authorization` header.
   * @throws {HttpProblem} when they may not call what needs this access
   */
  admit(access: Access, authorization: string | undefined): Credentials {
    const bearer = authorization === undefined ? undefined : bearerOf(authorization)
    const caller = bearer === undefined ? ANYONE : this.#callerWith(bearer)
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
      throw new HttpProblem('key-not-configured', `Set ${setting} to open this.`)
    }
    if (bearer === undefined) {
      throw new HttpProblem('key-missing', 'Send a key, as Authorization: Bearer <key>.')
    }
    if (actor === 'seller') {
      throw new HttpProblem('key-insufficient', "This takes the administrator's key.")
    }
    throw new HttpProblem('key-wrong', 'This is no key that the service knows.')
  }
}

/** What is kept of a key, and compared. */
export function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

/** Another scheme is none of ours, such as Basic for a proxy on the way. */
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
