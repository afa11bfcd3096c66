import type { Request, RequestHandler, Response } from 'express'

import { sendNothing } from '../answers/answers.ts'

/** The sites whose pages may call the service from a browser; `*` for all. */
export type Origins = '*' | ReadonlySet<string>

const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PATCH, DELETE',
  'Access-Control-Allow-Headers':
    'Admission, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id',
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

/** Whether the text is an origin in the form that browsers send: lower case, without a default port. */
function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text
}
