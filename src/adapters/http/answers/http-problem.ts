import type { Request, RequestHandler, Response } from 'express'

import { StoreUnavailableError } from '../../../application/ports/store-unavailable-error.ts'
import { UNAVAILABLE_STATUSES } from '../../../domain/seat.ts'
import type { ProblemCode } from './problems.ts'

/** The reasons for which a seat is not available. */
export const CONFLICT_REASONS = [...UNAVAILABLE_STATUSES, 'locked'] as const

/** A seat that is not available, and the reason. */
export interface ProblemConflict {
  readonly seatId: string
  readonly reason: (typeof CONFLICT_REASONS)[number]
}

/** An error response. The message is sent to the client. */
export interface Problem<Code extends ProblemCode = ProblemCode> {
  readonly code: Code
  readonly message: string
  readonly conflicts?: readonly ProblemConflict[] | undefined
  /** The seats because of which a rule is broken. */
  readonly seatIds?: readonly string[] | undefined
  /** With `hold-changed`: the current version of the hold. */
  readonly version?: number | undefined
  /** When the sale of the event opens. */
  readonly opensAt?: string | undefined
  /** In place of the `Retry-After` of the code, in seconds. */
  readonly retryAfterS?: number | undefined
}

/** Thrown where a problem cannot be returned, such as in middleware. */
export class HttpProblem extends Error implements Problem {
  override readonly name = 'HttpProblem'
  readonly code: ProblemCode

  constructor(code: ProblemCode, message: string) {
    super(message)
    this.code = code
  }
}

/**
 * Sends an error. Refusals are sent by calling it, because passing an error to the error handler of Express visits
 * every route.
 */
export type AnswerError = (error: unknown, req: Request, res: Response) => void

/** Converts any error to a problem. Unexpected errors become `internal-error` without details. */
export function toHttpProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error
  if (error instanceof StoreUnavailableError) {
    return new HttpProblem('store-unavailable', 'The seat store is unavailable. Try again.')
  }
  if (error instanceof URIError) {
    return new HttpProblem('malformed-url', 'The URL is not percent-encoded UTF-8.')
  }
  return new HttpProblem('internal-error', 'Internal error.')
}

/** Refuses all methods other than these with 405. Register it after the handlers of the allowed methods. */
export function allowOnly(methods: string): RequestHandler {
  return (req, res) => {
    res.setHeader('Allow', methods)
    throw new HttpProblem('method-not-allowed', `${req.method} is not allowed for this URL.`)
  }
}
