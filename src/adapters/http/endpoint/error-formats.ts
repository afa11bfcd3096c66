import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'

import type { Response } from 'express'
import { z } from 'zod'

import { JSON_TYPE, sendJson } from './answers.ts'
import type { Problem } from './http-problem.ts'
import { type ProblemCode, problemRow } from './problems.ts'

declare module 'express-serve-static-core' {
  interface Locals {
    /** Which error was answered, if one was. */
    problemCode?: ProblemCode
  }
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

/** A way to tell clients of an error, and what the API document says about it. */
export interface ErrorFormat {
  readonly name: string
  readonly contentType: string
  readonly schema: z.ZodType
  readonly send: (res: Response, problem: Problem) => void
}

/** The shape that clients of `POST /api/book/:seatId` know. */
export const BOOKING_ERROR: ErrorFormat = {
  name: 'BookingError',
  contentType: JSON_TYPE,
  schema: z
    .strictObject({ status: z.int(), message: z.string(), code: z.string() })
    .meta({ id: 'BookingError' }),
  send(res, { code, message }) {
    res.locals.problemCode = code
    const { status } = problemRow(code)
    sendJson(res, status, { status, message, code }, headersOf(res, code))
  },
}

/** RFC 9457 problem details, for everything else. A request that cannot be read has no id, and no details. */
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
        .array(
          z.strictObject({
            seatId: z.string(),
            reason: z.enum(['held', 'booked', 'blocked', 'locked']),
          }),
        )
        .optional(),
    })
    .meta({ id: 'Problem' }),
  send(res, { code, message: detail, conflicts }) {
    res.locals.problemCode = code
    const { status, title } = problemRow(code)
    const { requestId } = res.locals
    const problem = { type: typeOf(code), title, status, detail, code, requestId, conflicts }
    sendJson(res, status, problem, { 'Content-Type': PROBLEM_TYPE, ...headersOf(res, code) })
  },
}

/** The `type` of RFC 9457: where people can read what the error means. */
export function typeOf(code: ProblemCode): string {
  return `/docs/errors#${code}`
}

/** What comes with an error, unless whoever refused the request has said more exactly when to come again. */
function headersOf(res: ServerResponse, code: ProblemCode): OutgoingHttpHeaders | undefined {
  const { status, retryAfterS } = problemRow(code)
  if (status === 401) return { 'WWW-Authenticate': 'Bearer' }
  if (retryAfterS === undefined || res.hasHeader('Retry-After')) return undefined
  return { 'Retry-After': retryAfterS }
}
