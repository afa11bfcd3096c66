import { isUtf8 } from 'node:buffer'
import type { IncomingHttpHeaders } from 'node:http'
import { MIMEType } from 'node:util'

import express, { type RequestHandler } from 'express'

import { HttpProblem } from './http-problem.ts'

export interface JsonBodyOptions {
  readonly bytesMax: number
  /** Whether to take the bytes as they are. */
  readonly unread?: boolean | undefined
}

const type = () => true

/** Takes a body of no bytes only. */
const readNothing: RequestHandler = express.raw({ limit: 0, type })

/**
 * Reads the body of a request as a JSON object into `req.body`, or as bytes; it stays undefined when there is no body.
 * That is decided by what is read: a proxy may send the chunks of a body of which there are none. A body of another
 * type is refused.
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
    // A body that is slow to come takes no place from others.
    res.locals.flight?.pause()
    read(req, res, (error: unknown) => {
      // To unpack nothing is an error, too. A body that ended early is not one that is empty.
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

/** Whether a body may come with these headers (RFC 9112, section 6.3). */
function mayHaveBody(headers: IncomingHttpHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || lengthOf(headers) > 0
}

function lengthOf(headers: IncomingHttpHeaders): number {
  return Number(headers['content-length'] ?? 0)
}

/** JSON is always UTF-8 (RFC 8259, section 8.1); a body that claims another charset would be misread. */
function isJson(contentType = ''): boolean {
  if (contentType === 'application/json') return true
  try {
    const { essence, params } = new MIMEType(contentType)
    return essence === 'application/json' && /^utf-?8$/i.test(params.get('charset') ?? 'utf-8')
  } catch {
    // It is no media type at all.
    return false
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'type' in error && error.type === 'entity.too.large'
}

function objectIn(bytes: Buffer): object {
  const value = isUtf8(bytes) ? valueOf(bytes.toString()) : undefined
  if (typeof value === 'object' && value !== null) return value
  throw new HttpProblem('malformed-json', 'The body is not a JSON object.')
}

/** Undefined for what is not JSON. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
