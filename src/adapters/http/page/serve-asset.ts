import { extname } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

import type { Request, RequestHandler, Response, Router } from 'express'

import { sendNothing, sendText } from '../answers/answers.ts'
import { allowOnly, HttpProblem } from '../answers/http-problem.ts'
import { etagOf, isKnown } from '../endpoint/etag.ts'

/** The `Content-Security-Policy` of all pages. Allows nothing from other hosts and nothing inline. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // The stylesheet of Swagger UI contains icons as `data:` URLs.
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** A static file. */
export interface Asset {
  readonly bytes: Uint8Array
  readonly gzipped: Uint8Array
  readonly type: string
  /** Weak, because both encodings share it. */
  readonly etag: string
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** Compresses the contents once, at the highest level. */
export async function assetOf(fileName: string, contents: Uint8Array): Promise<Asset> {
  const type = TYPES[extname(fileName)]
  if (type === undefined) throw new Error(`Unknown media type of ${fileName}.`)
  return {
    bytes: contents,
    gzipped: await promisify(gzip)(contents, { level: 9 }),
    type,
    etag: `W/${etagOf(contents)}`,
  }
}

/** Loads a value on first use and caches it. A failed load is repeated on the next use. */
export function onDemand<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined
  return () => {
    loaded ??= load().catch((error: unknown) => {
      loaded = undefined
      throw error
    })
    return loaded
  }
}

/** Serves an asset at a path, for GET and HEAD; 404 if `find` returns undefined. */
export function serveAsset(
  router: Router,
  path: string,
  find: (req: Request) => Promise<Asset | undefined>,
  headers: Readonly<Record<string, string>>,
): void {
  const answer: RequestHandler = async (req, res) => {
    send(req, res, await find(req), headers)
  }
  router.route(path).get(answer).all(allowOnly('GET, HEAD'))
}

function send(
  req: Request,
  res: Response,
  asset: Asset | undefined,
  headers: Readonly<Record<string, string>>,
): void {
  if (!asset) throw new HttpProblem('not-found', 'No resource exists at this URL.')
  const { bytes, gzipped, type, etag } = asset
  res.vary('Accept-Encoding')
  if (isKnown(etag, req.get('If-None-Match'))) {
    sendNothing(res, 304, { ...headers, ETag: etag })
    return
  }
  const isPacked = req.acceptsEncodings('gzip') === 'gzip'
  sendText(res, 200, isPacked ? gzipped : bytes, {
    ...headers,
    ...(isPacked ? { 'Content-Encoding': 'gzip' } : {}),
    ETag: etag,
    'Content-Type': type,
  })
}
