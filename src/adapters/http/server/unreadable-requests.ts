import type { Duplex } from 'node:stream'

import { PROBLEM_TYPE, typeOf } from '../answers/error-formats.ts'
import { type ProblemCode, PROBLEMS } from '../answers/problems.ts'
import { STATUS_CODES } from './node-http.ts'

/** How long the connection stays open after the response. Closing it immediately could lose the response. */
const LINGER_MS = 1_000

/** By the code of Node's error; all others are `malformed-http`. */
const CODES: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
}

/** Responds to a request that is not valid HTTP or takes too long to arrive, with a problem document. */
export function answerUnreadableRequest(
  error: Error & { code?: string },
  socket: Duplex,
): { readonly code: ProblemCode; readonly status: number } {
  const code = CODES[error.code ?? ''] ?? 'malformed-http'
  const { status, title } = PROBLEMS[code]
  const body = JSON.stringify({ type: typeOf(code), title, status, code })
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'Connection: close',
      `Content-Type: ${PROBLEM_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  )
  setTimeout(() => socket.destroy(), LINGER_MS).unref()
  return { code, status }
}
