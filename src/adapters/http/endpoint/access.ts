import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

import type { Request, RequestHandler, Response } from 'express'

import { includesRole, type NamedKey, type Role } from '../../../domain/access-key.ts'
import { sendNothing } from '../answers/answers.ts'
import { HttpProblem } from '../answers/http-problem.ts'
import type { WrongKeys } from '../limits/wrong-keys.ts'

// Who may send a request: first the access keys of a client, then the sites of the pages that send it.

/**
 * The credentials that an endpoint requires. Hold tokens are checked by the use case.
 * - `public`: none
 * - `buyer`: none, or the token of an existing hold
 * - `holder`: the token of the hold
 * - `holder-or-seller`: the token of the hold, or an access key with the role `seller` or one that includes it
 * - `public-or-seller`: none where the public may book, otherwise a key as for `seller`; checked by the handler
 * - `holder-or-admin`: the token of the hold, or an access key with the role `admin`
 * - a role: an access key with this role or one that includes it
 */
export type Access =
  'public' | 'buyer' | 'holder' | 'holder-or-seller' | 'public-or-seller' | 'holder-or-admin' | Role

/** The credentials of a request. A bearer that is not an access key may be the token of a hold. */
export interface Credentials {
  /** The name of the access key, or "public" without one. */
  readonly actor: string
  /** The role of the access key. */
  readonly role?: Role | undefined
  readonly bearer?: string | undefined
}

/** The access keys in the store, as this instance has read them. */
export interface StoredKeys {
  /** @param digest see `AccessKey` */
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

const PUBLIC: Credentials = { actor: 'public' }

const BEARER = /^Bearer +([\x21-\x7E]{1,512})$/i

/** The role that an access key needs; undefined where none is checked. */
const REQUIRED: Readonly<Record<Access, Role | undefined>> = {
  public: undefined,
  buyer: undefined,
  holder: undefined,
  'holder-or-seller': 'seller',
  'public-or-seller': undefined,
  'holder-or-admin': 'admin',
  viewer: 'viewer',
  seller: 'seller',
  office: 'office',
  admin: 'admin',
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
   * @param client counts its wrong keys
   * @returns a promise only for a bearer that is not a known key, where a key is required
   * @throws {HttpProblem} if they do not grant this access
   */
  admit(
    access: Access,
    authorization: string | undefined,
    client: string,
  ): Credentials | Promise<Credentials> {
    const bearer = authorization === undefined ? undefined : bearerOf(authorization)
    const caller = bearer === undefined ? PUBLIC : this.#callerWith(bearer)
    const required = REQUIRED[access]
    const mayBeToken =
      (access === 'holder-or-seller' || access === 'holder-or-admin') && caller.role === undefined
    if (required === undefined || mayBeToken || hasRole(caller, required)) return caller
    if (!this.#hasKeyFor(required)) throw notConfigured(required)
    if (bearer === undefined) {
      throw new HttpProblem('key-missing', 'Send an access key as Authorization: Bearer <key>.')
    }
    if (caller.role !== undefined) throw insufficient(required)
    return this.#admitNewKey(required, bearer, client)
  }

  /** Admits a key that another instance has just created. */
  async #admitNewKey(required: Role, bearer: string, client: string): Promise<Credentials> {
    this.#wrongKeys.refuseBeyondLimit(client)
    await this.#stored.refresh()
    const caller = this.#callerWith(bearer)
    if (caller.role === undefined) this.#wrongKeys.refuse(client)
    if (!hasRole(caller, required)) throw insufficient(required)
    return caller
  }

  #callerWith(bearer: string): Credentials {
    const digest = digestOf(bearer)
    const key =
      this.#fromEnvironment.find((each) => timingSafeEqual(digest, each.digest)) ??
      // Takes no constant time, which reveals nothing useful about a key of 256 random bits.
      this.#stored.find(digest.toString('base64url'))
    return key ? { actor: key.name, role: key.role } : { actor: 'public', bearer }
  }

  #hasKeyFor(required: Role): boolean {
    return (
      this.#fromEnvironment.some(({ role }) => includesRole(role, required)) ||
      this.#stored.hasKeyFor(required)
    )
  }
}

export function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest()
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

/** The sites whose pages may call the service from a browser; `*` for all. */
export type Origins = '*' | ReadonlySet<string>

const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers':
    'Admission, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id',
  // The maximum of Chromium-based browsers.
  'Access-Control-Max-Age': '7200',
}
const EXPOSED = 'Date, ETag, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id'

/**
 * Parses `*` or comma-separated origins, such as `https://shop.example,https://www.shop.example:8443`.
 * @throws {Error} with a description of the allowed values
 */
export function parseOrigins(text: string): Origins {
  if (text.trim() === '*') return '*'
  const origins = text
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean)
  if (!origins.every(isOrigin)) {
    throw new Error('must be * or comma-separated origins like https://shop.example')
  }
  return new Set(origins)
}

/**
 * Allows the pages of these sites to read responses (CORS), without credentials, because the service uses no cookies.
 * @param observe called for preflight requests, which are answered here
 */
export function allowOrigins(
  origins: Origins,
  observe?: (req: Request, res: Response) => void,
): RequestHandler {
  return (req, res, next) => {
    const { origin } = req.headers
    if (origins !== '*') res.vary('Origin')
    if (origin === undefined || (origins !== '*' && !origins.has(origin))) {
      next()
      return
    }
    res.setHeader('Access-Control-Allow-Origin', origins === '*' ? '*' : origin)
    res.setHeader('Access-Control-Expose-Headers', EXPOSED)
    const isPreflight =
      req.method === 'OPTIONS' && req.headers['access-control-request-method'] !== undefined
    if (!isPreflight) {
      next()
      return
    }
    observe?.(req, res)
    sendNothing(res, 204, PREFLIGHT)
  }
}

/**
 * Whether a browser sent the request for a page of a site that is not allowed. Such a page can submit a form, or send a
 * request whose response it cannot read, from the address of its visitor (cross-site request forgery). Clients other
 * than browsers do not send these headers.
 *
 * The rules are those of Go's `http.CrossOriginProtection`: browsers send `Sec-Fetch-Site` over HTTPS and to
 * localhost, and `Origin` always.
 */
export function isCrossSite(headers: IncomingHttpHeaders, allowed: Origins | undefined): boolean {
  const { origin, host, 'sec-fetch-site': site } = headers
  if (site === 'same-origin' || site === 'none') return false
  if (site === undefined && (origin === undefined || hostOf(origin) === host)) return false
  return allowed !== '*' && (origin === undefined || !allowed?.has(origin))
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

/** Whether the text is an origin in the form that browsers send: lower case, without a default port. */
function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text
}
