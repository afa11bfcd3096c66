import type { OutgoingHttpHeaders } from 'node:http'

import type { Response } from 'express'

import { Outbox } from './outbox.ts'
import { allHeaders } from './standard-headers.ts'

export const JSON_TYPE = 'application/json; charset=utf-8'

const outbox = new Outbox()

/** A media type without its parameters. */
export function essenceOf(contentType: string): string {
  return contentType.replace(/;.*/, '')
}

/** Answers with one JSON document. */
export function sendJson(
  res: Response,
  status: number,
  body: object,
  headers?: OutgoingHttpHeaders,
): void {
  sendText(res, status, JSON.stringify(body), { 'Content-Type': JSON_TYPE, ...headers })
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
    res.writeHead(status, all).end(text)
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
