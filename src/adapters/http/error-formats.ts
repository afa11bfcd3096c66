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
    const { status } = announce(res, code)
    sendJson(res, status, { status, message, code })
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
    const { status, title } = announce(res, code)
    const { requestId } = res.locals
    const problem = { type: typeOf(code), title, status, detail, code, requestId, conflicts }
    sendJson(res, status, problem, { 'Content-Type': PROBLEM_TYPE })
  },
}

/** The `type` of RFC 9457: where people can read what the error means. */
export function typeOf(code: ProblemCode): string {
  return `/docs/errors#${code}`
}

function announce(res: Response, code: ProblemCode): { status: number; title: string } {
  res.locals.problemCode = code
  const row = problemRow(code)
  if (row.retryAfterS !== undefined && !res.hasHeader('Retry-After')) {
    res.setHeader('Retry-After', row.retryAfterS)
  }
  if (row.status === 401) res.setHeader('WWW-Authenticate', 'Bearer')
  return row
}
