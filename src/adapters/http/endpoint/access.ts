import type { IncomingHttpHeaders } from 'node:http'

import type { Request, RequestHandler, Response } from 'express'

import type { Role } from '../../../domain/access-key.ts'
import { sendNothing } from '../answers/answers.ts'

// Who may send a request: the roles of access keys, and the sites of the pages that send it.

/**
 * The credentials that an endpoint requires. Hold tokens are checked by the use case.
 * - `public`: none
 * - `buyer`: none, or the token of an existing hold
 * - `holder`: the token of the hold
 * - `holder-or-seller`: the token of the hold, or an access key with the role `seller` or one that includes it
 * - a role: an access key with this role or one that includes it
 */
export type Access = 'public' | 'buyer' | 'holder' | 'holder-or-seller' | Role

/** The credentials of a request. A bearer that is not an access key may be the token of a hold. */
export interface Credentials {
  /** The name of the access key, or "public" without one. */
  readonly actor: string
  /** The role of the access key. */
  readonly role?: Role | undefined
  readonly bearer?: string | undefined
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
