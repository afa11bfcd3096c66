import type { IncomingHttpHeaders } from 'node:http'

import express, { type RequestHandler } from 'express'

import { HttpProblem } from './http-problem.ts'

/**
 * Parses a JSON object into `req.body`, which stays undefined when there is no body.
 * A body of another type is refused rather than ignored, as Express would.
 */
export function jsonBody(options: { readonly bytesMax: number }): RequestHandler {
  const parse: RequestHandler = express.json({ limit: options.bytesMax })
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

function hasBody(headers: IncomingHttpHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
