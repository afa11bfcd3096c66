import { StoreUnavailableError } from '../../../application/ports/seat-repository.port.ts'
import type { ProblemCode } from './problems.ts'

/** A seat that stands in the way, and why. */
export interface SeatConflict {
  readonly seatId: string
  readonly reason: 'held' | 'booked' | 'blocked' | 'locked'
}

/** An error as it is answered; the message is for the client to read. */
export interface Problem<Code extends ProblemCode = ProblemCode> {
  readonly code: Code
  readonly message: string
  readonly conflicts?: readonly SeatConflict[] | undefined
}

/** Ends a request with a problem, from where none can be returned: the edge. */
export class HttpProblem extends Error implements Problem {
  override readonly name = 'HttpProblem'
  readonly code: ProblemCode

  constructor(code: ProblemCode, message: string) {
    super(message)
    this.code = code
  }
}

/** What body-parser calls its errors; see its README, "Errors". */
const BODY_PROBLEMS: Readonly<Record<string, HttpProblem>> = {
  'entity.too.large': new HttpProblem('body-too-large', 'The body is too large.'),
  'encoding.unsupported': new HttpProblem(
    'unsupported-media-type',
    'The body has a content encoding that is not supported.',
  ),
  'request.aborted': new HttpProblem('malformed-http', 'The body ended early.'),
  'request.size.invalid': new HttpProblem(
    'malformed-http',
    'The body has not the length it names.',
  ),
}

/** Finds what to tell the client about an error; what it does not know stays internal. */
export function toHttpProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error
  if (error instanceof StoreUnavailableError) {
    return new HttpProblem('store-unavailable', 'The seats cannot be reached right now, try again.')
  }
  if (error instanceof URIError) {
    return new HttpProblem('malformed-url', 'The URL is not percent-encoded UTF-8.')
  }
  if (error instanceof Error && 'type' in error && typeof error.type === 'string') {
    const problem = BODY_PROBLEMS[error.type]
    if (problem) return problem
  }
  if (error instanceof Error && 'status' in error && error.status === 400) {
    // Such as a body that is not the gzip it claims to be, which body-parser passes on as zlib's own error.
    return new HttpProblem('invalid-request', 'The body cannot be read.')
  }
  return new HttpProblem('internal-error', 'The request failed for a reason of our own.')
}
