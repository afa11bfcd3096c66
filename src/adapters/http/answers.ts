import { type ServerResponse, STATUS_CODES } from 'node:http'

import type { Response } from 'express'

import { type ProblemCode, PROBLEMS } from './problems.ts'

/** Answers with one JSON document. */
export function sendJson(
  res: ServerResponse,
  status: number,
  body: object,
  contentType = 'application/json; charset=utf-8',
): void {
  const text = JSON.stringify(body)
  res.writeHead(status, {
    'Content-Type': contentType,
    'Content-Length': Buffer.byteLength(text),
  })
  res.end(text)
}

/** Answers with an error. */
export type SendError = (res: Response, code: ProblemCode, message: string) => void

/** The shape that clients of `POST /api/book/:seatId` know: `{ status, message, code }`. */
export const sendBookingError: SendError = (res, code, message) => {
  const { status } = announce(res, code)
  sendJson(res, status, { status, message, code })
}

/** RFC 9457 problem details, for everything else. */
export const sendProblem: SendError = (res, code, detail) => {
  const { status } = announce(res, code)
  const problem = {
    type: 'about:blank',
    title: STATUS_CODES[status],
    status,
    detail,
    code,
    requestId: res.locals.requestId,
  }
  sendJson(res, status, problem, 'application/problem+json; charset=utf-8')
}

function announce(res: ServerResponse, code: ProblemCode): { status: number } {
  const row = PROBLEMS[code]
  if ('retryAfterS' in row) res.setHeader('Retry-After', row.retryAfterS)
  return row
}
