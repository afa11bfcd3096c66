import type { IncomingHttpHeaders } from 'node:http'

import express, { type RequestHandler } from 'express'

import { HttpProblem } from './http-problem.ts'

export interface JsonBodyOptions {
  readonly bytesMax: number
  /** Whether to take the bytes as they are. */
  readonly unread?: boolean | undefined
}

/**
 * Parses a JSON object into `req.body`, or puts its bytes there; it stays undefined when there is no body.
 * A body of another type is refused rather than ignored, as Express would.
 */
export function jsonBody({ bytesMax: limit, unread = false }: JsonBodyOptions): RequestHandler {
  const parse: RequestHandler = unread
    ? express.raw({ limit, type: () => true })
    : express.json({ limit })
  return (req, res, next) => {
    if (!hasBody(req.headers)) {
      next()
      return
    }
    if (req.is('application/json') === false) {
      throw new HttpProblem('unsupported-media-type', 'The body must be application/json.')
    }
    parse(req, res, next)
  }
}

/** Whether a body comes with these headers (RFC 9112, section 6.3). */
export function hasBody(headers: IncomingHttpHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
