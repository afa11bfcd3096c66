import { randomUUID } from 'node:crypto'

import type { RequestHandler } from 'express'

declare module 'express-serve-static-core' {
  interface Locals {
    requestId: string
    /** What went wrong, for the log. */
    error?: unknown
  }
}

const ACCEPTED = /^[A-Za-z0-9._~:-]{1,64}$/

/** Gives each request an id: the client's `X-Request-Id` where it is a plain one, else a new one. */
export const requestId: RequestHandler = (req, res, next) => {
  const given = req.get('X-Request-Id')
  const id = given !== undefined && ACCEPTED.test(given) ? given : randomUUID()
  res.locals.requestId = id
  res.setHeader('X-Request-Id', id)
  next()
}
