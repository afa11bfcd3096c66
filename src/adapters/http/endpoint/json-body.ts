import type { IncomingHttpHeaders } from 'node:http'
import { MIMEType } from 'node:util'

import express, { type RequestHandler } from 'express'

import { HttpProblem } from './http-problem.ts'
import { jsonIn } from './json-text.ts'

export interface JsonBodyOptions {
  readonly bytesMax: number
  /** Whether to pass the bytes to the handler unparsed. */
  readonly unread?: boolean | undefined
}

const type = () => true

/** Accepts only an empty body. */
const readNothing: RequestHandler = express.raw({ limit: 0, type })

/**
 * Reads the body of a request into `req.body`, as a JSON object or as bytes. An empty body leaves it undefined, even if
 * it was sent with chunked encoding, as some proxies do. A body of another media type is refused.
 */
export function jsonBody({ bytesMax, unread = false }: JsonBodyOptions): RequestHandler {
  const readBytes: RequestHandler = express.raw({ limit: bytesMax, type })
  return (req, res, next) => {
    if (!mayHaveBody(req.headers)) {
      next()
      return
    }
    const isReadable = isJson(req.headers['content-type'])
    if (!isReadable && lengthOf(req.headers) > 0) throw UNSUPPORTED
    const read = isReadable ? readBytes : readNothing
    let isEmpty = true
    req.once('data', () => {
      isEmpty = false
    })
    // A slow upload must not count as a request in flight.
    res.locals.flight?.pause()
    read(req, res, (error: unknown) => {
      // Ignore decoding errors of an empty body. An aborted body is not empty.
      if (error !== undefined && !(isEmpty && req.complete)) {
        next(!isReadable && isTooLarge(error) ? UNSUPPORTED : error)
        return
      }
      try {
        res.locals.flight?.resume()
        req.body = isEmpty ? undefined : bodyOf(req.body as Buffer)
      } catch (refusal) {
        next(refusal)
        return
      }
      next()
    })
  }

  function bodyOf(bytes: Buffer): object | undefined {
    if (bytes.length === 0) return undefined
    return unread ? bytes : objectIn(bytes)
  }
}

const UNSUPPORTED = new HttpProblem(
  'unsupported-media-type',
  'The body must be application/json in UTF-8.',
)

/** See RFC 9112, section 6.3. */
function mayHaveBody(headers: IncomingHttpHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || lengthOf(headers) > 0
}

function lengthOf(headers: IncomingHttpHeaders): number {
  return Number(headers['content-length'] ?? 0)
}

/** JSON must be UTF-8 (RFC 8259, section 8.1), so other charsets are refused. */
function isJson(contentType = ''): boolean {
  if (contentType === 'application/json') return true
  try {
    const { essence, params } = new MIMEType(contentType)
    return essence === 'application/json' && /^utf-?8$/i.test(params.get('charset') ?? 'utf-8')
  } catch {
    // Not a valid media type.
    return false
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'type' in error && error.type === 'entity.too.large'
}

function objectIn(bytes: Buffer): object {
  const value = jsonIn(bytes)
  if (typeof value === 'object' && value !== null) return value
  throw new HttpProblem('malformed-json', 'The body is not a JSON object.')
}
