import express, { type RequestHandler } from 'express'

import { HttpProblem } from './problems.ts'

/**
 * Parses a JSON object into `req.body`, which stays undefined when there is no body.
 * A body of another type is refused rather than ignored, as Express would.
 */
export function optionalJsonBody(options: { readonly bytesMax: number }): RequestHandler[] {
  return [
    (req, _res, next) => {
      const { 'transfer-encoding': chunked, 'content-length': length } = req.headers
      const hasBody = chunked !== undefined || Number(length ?? 0) > 0
      if (hasBody && req.is('application/json') === false) {
        throw new HttpProblem('unsupported-media-type', 'The body must be application/json.')
      }
      next()
    },
    express.json({ limit: options.bytesMax }),
  ]
}
