import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

declare module 'express-serve-static-core' {
  interface Locals {
    requestId: string
    /** What went wrong, for the log. */
    error?: unknown
  }
}

const ACCEPTED = /^[A-Za-z0-9._~:-]{1,64}$/

/** The id of a request: the client's `X-Request-Id` where it is a plain one, else a new one. */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && ACCEPTED.test(given) ? given : randomUUID()
}
