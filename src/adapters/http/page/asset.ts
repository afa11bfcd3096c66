import { extname } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

import type { Request, RequestHandler, Response, Router } from 'express'

import { allowOnly } from '../endpoint/allow-only.ts'
import { sendNothing, sendText } from '../endpoint/answers.ts'
import { HttpProblem } from '../endpoint/http-problem.ts'
import { etagOf, isKnown } from '../endpoint/etag.ts'

/** Something that browsers load, ready to be sent. */
export interface Asset {
  readonly bytes: Uint8Array
  readonly gzipped: Uint8Array
  readonly type: string
  /** Weak, because it is the same whether the bytes are packed or not. */
  readonly etag: string
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** Packs it once, for all who will ask for it. */
export async function assetOf(fileName: string, contents: Uint8Array): Promise<Asset> {
  const type = TYPES[extname(fileName)]
  if (type === undefined) throw new Error(`There is no media type for ${fileName}.`)
  return {
    bytes: contents,
    gzipped: await promisify(gzip)(contents, { level: 9 }),
    type,
    etag: `W/${etagOf(contents)}`,
  }
}

/** Calls this when its result is first needed, so that no start waits for it, and again after a failure. */
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

/** Answers GET and HEAD at a path with an asset, which is kept in memory; 404 where none is found. */
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
  if (!asset) throw new HttpProblem('not-found', 'There is nothing at this URL.')
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
