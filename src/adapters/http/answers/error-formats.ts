import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'

import type { Response } from 'express'
import { z } from 'zod'

import { JSON_TYPE, sendJson } from './answers.ts'
import { CONFLICT_REASONS, type Problem } from './http-problem.ts'
import { type ProblemCode, problemRow } from './problems.ts'

declare module 'express-serve-static-core' {
  interface Locals {
    /** The code of the error that was sent, if any. */
    problemCode?: ProblemCode
  }
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

/** How an error is sent to clients, and its schema in the API document. */
export interface ErrorFormat {
  readonly name: string
  readonly contentType: string
  readonly schema: z.ZodType
  readonly send: (res: Response, problem: Problem) => void
}

const opensAtSchema = z.iso.datetime().optional().meta({
  description: 'With `not-on-sale`: when the sale opens, if it has not opened yet.',
})

/** The format that clients of `POST /api/book/:seatId` expect. */
export const BOOKING_ERROR: ErrorFormat = {
  name: 'BookingError',
  contentType: JSON_TYPE,
  schema: z
    .strictObject({
      status: z.int(),
      message: z.string(),
      code: z.string(),
      opensAt: opensAtSchema,
    })
    .meta({ id: 'BookingError' }),
  send(res, { code, message, opensAt }) {
    res.locals.problemCode = code
    const { status } = problemRow(code)
    sendJson(res, status, { status, message, code, opensAt }, headersOf(res, code))
  },
}

/** Problem details (RFC 9457), for everything else. Without `requestId` and `detail` if the request was unreadable. */
export const PROBLEM: ErrorFormat = {
  name: 'Problem',
  contentType: PROBLEM_TYPE,
  schema: z
    .strictObject({
      type: z.string().meta({ format: 'uri-reference' }),
      title: z.string(),
      status: z.int(),
      detail: z.string().optional(),
      code: z.string(),
      requestId: z.string().optional(),
      conflicts: z
        .array(z.strictObject({ seatId: z.string(), reason: z.enum(CONFLICT_REASONS) }))
        .optional(),
      seatIds: z.array(z.string()).optional().meta({
        description:
          'With `whole-table-only`: the other seats of the table. With `leaves-single-seat`: the seats that would be left single.',
      }),
      version: z.int().optional().meta({
        description: 'With `hold-changed`: the current version of the hold.',
      }),
      opensAt: opensAtSchema,
    })
    .meta({ id: 'Problem' }),
  send(res, { code, message: detail, conflicts, seatIds, version, opensAt, retryAfterS }) {
    res.locals.problemCode = code
    const { status, title } = problemRow(code)
    const { requestId } = res.locals
    const members = { conflicts, seatIds, version, opensAt }
    const problem = { type: typeOf(code), title, status, detail, code, requestId, ...members }
    sendJson(res, status, problem, {
      'Content-Type': PROBLEM_TYPE,
      ...headersOf(res, code, retryAfterS),
    })
  },
}

/** The `type` of a problem (RFC 9457): the URL of its documentation. */
export function typeOf(code: ProblemCode): string {
  return `/docs/errors#${code}`
}

/** A `Retry-After` that the rate limiter has set takes precedence. */
function headersOf(
  res: ServerResponse,
  code: ProblemCode,
  ownRetryAfterS?: number,
): OutgoingHttpHeaders | undefined {
  const { status, retryAfterS: usualS } = problemRow(code)
  const retryAfterS = ownRetryAfterS ?? usualS
  if (status === 401) return { 'WWW-Authenticate': 'Bearer' }
  if (retryAfterS === undefined || res.hasHeader('Retry-After')) return undefined
  return { 'Retry-After': retryAfterS }
}
