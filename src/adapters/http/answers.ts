import type { OutgoingHttpHeaders } from 'node:http'

import type { Response } from 'express'

import { SECURITY_HEADERS } from './standard-headers.ts'

export const JSON_TYPE = 'application/json; charset=utf-8'

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

/** Answers with a text that is ready; the headers name its type. */
export function sendText(
  res: Response,
  status: number,
  text: string,
  headers: OutgoingHttpHeaders,
): void {
  writeHead(res, status, { 'Content-Length': Buffer.byteLength(text), ...headers })
  res.end(text)
}

/** Answers without a body. */
export function sendNothing(res: Response, status: number, headers?: OutgoingHttpHeaders): void {
  writeHead(res, status, headers)
  res.end()
}

/** In one go, which costs Node a fraction of what it costs to set one header after another. */
export function writeHead(res: Response, status: number, headers?: OutgoingHttpHeaders): void {
  const id = res.locals.requestId
  res.writeHead(status, { ...SECURITY_HEADERS, 'X-Request-Id': id, ...headers })
}
