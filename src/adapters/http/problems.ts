import type { BookSeatRefusal } from '../../application/book-seat.ts'
import { StoreUnavailableError } from '../../application/ports/seat-repository.port.ts'

interface ProblemRow {
  readonly status: number
  /** Sent as `Retry-After`, in seconds, where the same request may succeed later. */
  readonly retryAfterS?: number
}

/** Every error that this service answers, by its stable code. */
export const PROBLEMS = {
  'seat-already-booked': { status: 400 },
  'seat-not-found': { status: 404 },
  'seat-locked': { status: 423, retryAfterS: 1 },
  'idempotency-key-in-flight': { status: 409, retryAfterS: 1 },
  'idempotency-key-reused': { status: 422 },
  'store-unavailable': { status: 503, retryAfterS: 1 },
  overloaded: { status: 503, retryAfterS: 1 },
  'rate-limited': { status: 429 },

  'invalid-request': { status: 400 },
  'malformed-url': { status: 400 },
  'malformed-json': { status: 400 },
  'malformed-http': { status: 400 },
  'not-found': { status: 404 },
  'method-not-allowed': { status: 405 },
  'request-timeout': { status: 408 },
  'body-too-large': { status: 413 },
  'unsupported-media-type': { status: 415 },
  'expectation-failed': { status: 417 },
  'headers-too-large': { status: 431 },
  'internal-error': { status: 500 },
} as const satisfies Record<string, ProblemRow>

export type ProblemCode = keyof typeof PROBLEMS

/** How a refused booking is answered. A new reason does not compile until it has its line here. */
export const BOOKING_REFUSALS: Record<
  BookSeatRefusal,
  { readonly code: ProblemCode; readonly message: (seatId: string) => string }
> = {
  booked: { code: 'seat-already-booked', message: (id) => `Seat ${id} is already booked.` },
  'unknown-seat': { code: 'seat-not-found', message: (id) => `Seat ${id} not found.` },
  locked: { code: 'seat-locked', message: (id) => `Seat ${id} is locked, try again.` },
  'in-flight': {
    code: 'idempotency-key-in-flight',
    message: () => 'The first request with this Idempotency-Key is still at work, try again.',
  },
  'key-reused': {
    code: 'idempotency-key-reused',
    message: () => 'Another booking was made with this Idempotency-Key.',
  },
}

/** Ends a request with the problem of this code; the message is for the client to read. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem'
  readonly code: ProblemCode

  constructor(code: ProblemCode, message: string) {
    super(message)
    this.code = code
  }
}

/** What body-parser calls its errors; see its README, "Errors". */
const BODY_PROBLEMS: Readonly<Record<string, HttpProblem>> = {
  'entity.parse.failed': new HttpProblem('malformed-json', 'The body is not a JSON object.'),
  'entity.too.large': new HttpProblem('body-too-large', 'The body is too large.'),
  'encoding.unsupported': new HttpProblem(
    'unsupported-media-type',
    'The body has a content encoding that is not supported.',
  ),
  'charset.unsupported': new HttpProblem(
    'unsupported-media-type',
    'The body has a character set that is not supported.',
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
