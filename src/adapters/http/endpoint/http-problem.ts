import { StoreUnavailableError } from '../../../application/ports/seat-repository.port.ts'
import type { ProblemCode } from './problems.ts'

/** A seat that is not available, and the reason. */
export interface SeatConflict {
  readonly seatId: string
  readonly reason: 'held' | 'booked' | 'blocked' | 'locked'
}

/** An error response. The message is sent to the client. */
export interface Problem<Code extends ProblemCode = ProblemCode> {
  readonly code: Code
  readonly message: string
  readonly conflicts?: readonly SeatConflict[] | undefined
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
