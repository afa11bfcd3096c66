import type { IncomingHttpHeaders } from 'node:http'

import type { Request, RequestHandler, Response } from 'express'

import { sendNothing } from '../endpoint/answers.ts'

/** The sites whose pages may use the service from within a browser; `*` for all. */
export type Origins = '*' | ReadonlySet<string>

const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, DELETE',
  'Access-Control-Allow-Headers':
    'Authorization, Content-Type, Idempotency-Key, If-None-Match, X-Request-Id',
  // As long as any browser lets it be.
  'Access-Control-Max-Age': '7200',
}
const EXPOSED = 'ETag, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id'

/**
 * Reads origins with commas between them, such as `https://shop.example,https://www.shop.example:8443`, or `*`.
 * @throws {Error} that says what is wrong with them
 */
export function parseOrigins(text: string): Origins {
  if (text.trim() === '*') return '*'
  const origins = text
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean)
  if (!origins.every(isOrigin)) {
    throw new Error('must be * or origins like https://shop.example with commas between them')
  }
  return new Set(origins)
}

/**
 * Lets the pages of these sites read the answers, and asks for no cookies, since the service has none.
 * @param observe told of requests for leave, which get no further than this
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
 * Whether a browser sends this for a page of a site that may not use the service. Such a page can send a form, or a
 * request whose answer it cannot read, in the name of its visitor's address (cross-site request forgery). What is not a
 * browser sends none of these headers.
 *
 * The rules are those of Go's `http.CrossOriginProtection`: browsers send `Sec-Fetch-Site` over HTTPS and to
 * localhost, and `Origin` everywhere.
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

/** As browsers write it: a scheme, a host in small letters, and a port only where it is not the usual one. */
function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text
}
