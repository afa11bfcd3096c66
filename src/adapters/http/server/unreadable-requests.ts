import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'

import { PROBLEM_TYPE, typeOf } from '../endpoint/error-formats.ts'
import { type ProblemCode, PROBLEMS } from '../endpoint/problems.ts'

/** How long a client may leave its connection open after such an answer. One that is cut at once may lose the answer. */
const LINGER_MS = 1_000

/** What Node calls the requests that it cannot read; anything else it cannot read is malformed. */
const CODES: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
}

/**
 * Answers what never became a request, and so never reached the app, with the same kind of error as the app.
 * @returns the status of the answer
 */
export function answerUnreadableRequest(error: Error & { code?: string }, socket: Duplex): number {
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
  return status
}
