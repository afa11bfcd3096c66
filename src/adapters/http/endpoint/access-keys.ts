import { createHash, timingSafeEqual } from 'node:crypto'

import { includesRole, type NamedKey, type Role } from '../../../domain/access-key.ts'
import { HttpProblem } from '../answers/http-problem.ts'
import type { WrongKeys } from '../limits/wrong-keys.ts'
import { type Access, type Credentials, PUBLIC, requiredRole, requirementOf } from './access.ts'
import { digestOf } from './digest.ts'

/** The access keys in the store, as this instance has read them. */
export interface StoredKeys {
  /** @param digest see `storedDigestOf` */
  find(digest: string): NamedKey | undefined
  /** Whether there is a key that may use the operations of this role. */
  hasKeyFor(role: Role): boolean
  /** Reads the keys again. Its rate is limited. Never rejects. */
  refresh(): Promise<void>
}

export interface AccessKeysOptions {
  /** The digests of `ADMIN_KEY` and `SELLER_KEY`. */
  readonly admin?: Buffer | undefined
  readonly seller?: Buffer | undefined
  readonly stored: StoredKeys
  readonly wrongKeys: WrongKeys
}

const BEARER = /^Bearer +([\x21-\x7E]{1,512})$/i

/** What is kept about a request while it is answered. */
export interface KeyHolder {
  /** Its wrong keys are counted. */
  readonly client: string
  /** Set to the name of the access key, if the request has a valid one, even if its role is insufficient. */
  actor?: string
}

/** Checks the access keys of requests: those from the environment, and those in the store. */
export class AccessKeys {
  readonly #fromEnvironment: readonly (NamedKey & { readonly digest: Buffer })[]
  readonly #stored: StoredKeys
  readonly #wrongKeys: WrongKeys

  constructor({ admin, seller, stored, wrongKeys }: AccessKeysOptions) {
    this.#fromEnvironment = [
      ...(admin ? [{ name: 'admin', role: 'admin', digest: admin } as const] : []),
      ...(seller ? [{ name: 'seller', role: 'seller', digest: seller } as const] : []),
    ]
    this.#stored = stored
    this.#wrongKeys = wrongKeys
  }

  /**
   * Reads the credentials from the `Authorization` header.
   * @returns a promise only for a bearer that is not a known key, where only a key is accepted
   * @throws {HttpProblem} if they do not grant this access
   */
  admit(
    access: Access,
    authorization: string | undefined,
    holder: KeyHolder,
  ): Credentials | Promise<Credentials> {
    const bearer = authorization === undefined ? undefined : bearerOf(authorization)
    const caller = bearer === undefined ? PUBLIC : this.#callerWith(bearer)
    const isKey = caller.role !== undefined
    if (isKey) holder.actor = caller.actor
    const required = requiredRole(access)
    const mayBeToken = requirementOf(access).holdToken && !isKey
    if (required === undefined || mayBeToken || hasRole(caller, required)) return caller
    if (!this.#hasKeyFor(required)) throw notConfigured(required)
    if (bearer === undefined) {
      throw new HttpProblem('key-missing', 'Send an access key as Authorization: Bearer <key>.')
    }
    if (isKey) throw insufficient(required)
    return this.#admitNewKey(required, bearer, holder)
  }

  /** Admits a key that another instance has just created. */
  async #admitNewKey(required: Role, bearer: string, holder: KeyHolder): Promise<Credentials> {
    this.#wrongKeys.refuseBeyondLimit(holder.client)
    await this.#stored.refresh()
    const caller = this.#callerWith(bearer)
    if (caller.role === undefined) this.#wrongKeys.refuse(holder.client)
    holder.actor = caller.actor
    if (!hasRole(caller, required)) throw insufficient(required)
    return caller
  }

  #callerWith(bearer: string): Credentials {
    const digest = keyDigest(bearer)
    const key =
      this.#fromEnvironment.find((each) => timingSafeEqual(digest, each.digest)) ??
      // Takes no constant time, which reveals nothing useful about a key of 256 random bits.
      this.#stored.find(storedDigestOf(bearer))
    return key ? { actor: key.name, role: key.role } : { ...PUBLIC, bearer }
  }

  #hasKeyFor(required: Role): boolean {
    return (
      this.#fromEnvironment.some(({ role }) => includesRole(role, required)) ||
      this.#stored.hasKeyFor(required)
    )
  }
}

/** The digest with which a key of the environment is compared. */
export function keyDigest(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

/** The `digest` of an `AccessKey` in the store. */
export function storedDigestOf(key: string): string {
  return digestOf(key)
}

function hasRole({ role }: Credentials, required: Role): boolean {
  return role !== undefined && includesRole(role, required)
}

function insufficient(required: Role): HttpProblem {
  return new HttpProblem(
    'key-insufficient',
    `This operation requires an access key with the role ${required}, or one that includes it.`,
  )
}

function notConfigured(required: Role): HttpProblem {
  const setting = includesRole('seller', required) ? 'SELLER_KEY' : 'ADMIN_KEY'
  return new HttpProblem('key-not-configured', `${setting} must be set to enable this operation.`)
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
