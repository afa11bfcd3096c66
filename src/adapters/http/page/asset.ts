import { extname } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

import { etagOf } from '../routes/etag.ts'

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
