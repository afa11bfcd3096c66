import type { OutgoingHttpHeaders } from 'node:http'

import type { Response } from 'express'

import { Outbox } from './response-batcher.ts'
import { PacedWriter, PIECE_BYTES } from './paced-writer.ts'
import { allHeaders } from './standard-headers.ts'

export const JSON_TYPE = 'application/json; charset=utf-8'

const outbox = new Outbox()

/** A media type without its parameters. */
export function essenceOf(contentType: string): string {
  return contentType.replace(/;.*/, '')
}

/** What no browser, proxy or CDN may keep, because it is for one client, or true for a moment only. */
const NOT_STORED = { 'Cache-Control': 'no-store' }

/** Answers with one JSON document, which is not to be cached unless the headers say otherwise. */
export function sendJson(
  res: Response,
  status: number,
  body: object,
  headers?: OutgoingHttpHeaders,
): void {
  sendText(res, status, JSON.stringify(body), {
    'Content-Type': JSON_TYPE,
    ...NOT_STORED,
    ...headers,
  })
}

/** Answers with a text that is ready, or with its bytes; the headers name its type. */
export function sendText(
  res: Response,
  status: number,
  text: string | Uint8Array,
  headers: OutgoingHttpHeaders,
): void {
  send(res, () => {
    const all = allHeaders(res, headers)
    all.push('Content-Length', String(Buffer.byteLength(text)))
    res.writeHead(status, all)
    if (text.length <= PIECE_BYTES || res.req.method === 'HEAD') res.end(text)
    else new PacedWriter(res).end(typeof text === 'string' ? Buffer.from(text) : text)
  })
}

/** Answers without a body. */
export function sendNothing(res: Response, status: number, headers: OutgoingHttpHeaders): void {
  send(res, () => {
    res.writeHead(status, allHeaders(res, headers)).end()
  })
}

function send(res: Response, write: () => void): void {
  res.locals.flight?.pause()
  outbox.put(write, (error) => {
    // Nothing can be answered any more, and somebody has to hear of it.
    res.locals.error = error
    res.statusCode = 500
    res.destroy()
  })
}
