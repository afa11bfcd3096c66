import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

import type { Request, RequestHandler, Response } from 'express'

import { sendNothing } from '../answers/answers.ts'
import { HttpProblem } from '../answers/http-problem.ts'

// Who may send a request: first the keys of a client, then the sites of the pages that send it.

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

/** The sites whose pages may call the service from a browser; `*` for all. */
export type Origins = '*' | ReadonlySet<string>

const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, DELETE',
  'Access-Control-Allow-Headers':
    'Authorization, Content-Type, Idempotency-Key, If-None-Match, X-Request-Id',
  // The maximum of Chromium-based browsers.
  'Access-Control-Max-Age': '7200',
}
const EXPOSED = 'ETag, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id'

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
