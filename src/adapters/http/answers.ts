import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'

export const JSON_TYPE = 'application/json; charset=utf-8'

/** A media type without its parameters. */
export function essenceOf(contentType: string): string {
  return contentType.replace(/;.*/, '')
}

/** Answers with one JSON document. */
export function sendJson(
  res: ServerResponse,
  status: number,
  body: object,
  headers?: OutgoingHttpHeaders,
): void {
  sendText(res, status, JSON.stringify(body), { 'Content-Type': JSON_TYPE, ...headers })
}

/** Answers with a text that is ready; the headers name its type. */
export function sendText(
  res: ServerResponse,
  status: number,
  text: string,
  headers: OutgoingHttpHeaders,
): void {
  res.writeHead(status, { 'Content-Length': Buffer.byteLength(text), ...headers })
  res.end(text)
}
