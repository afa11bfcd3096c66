import type { ProblemCode, Schemas } from './operations.ts'
import { textParts } from './text-parts.ts'

/** A seat that is not available, and the reason. */
export type SeatConflict = NonNullable<Schemas['Problem']['conflicts']>[number]

/** A response, whatever its status. */
export interface Received {
  readonly status: number
  readonly headers: Headers
  /** Parsed if it is JSON, else the text; undefined if empty. */
  readonly body: unknown
}

/**
 * Reads a response to its end.
 * @param onPart called for each part of the body
 */
export async function receive(response: Response, onPart: () => void): Promise<Received> {
  const { status, headers, body } = response
  let text = ''
  if (body) for await (const part of textParts(body, onPart)) text += part
  const isJson = /\bjson\b/.test(headers.get('Content-Type') ?? '')
  return {
    status,
    headers,
    body: text && isJson ? (JSON.parse(text) as unknown) : text || undefined,
  }
}

/** A failed request: the service answered with a problem, or did not answer. */
export class HoldfastError<
  Code extends ProblemCode | undefined = ProblemCode | undefined,
> extends Error {
  override readonly name = 'HoldfastError'
  /** The HTTP status; undefined if there was no answer, and then `cause` is the reason. */
  readonly status: number | undefined
  /** The problem code; undefined if the answer is not from the service, but from a proxy for example. */
  readonly code: Code
  /** A description for people. */
  readonly detail: string | undefined
  /** The seats that are not available, if the service names them. */
  readonly conflicts: readonly SeatConflict[]
  /** With `whole-table-only`: the other seats of the table. With `leaves-single-seat`: the seats that would be single. */
  readonly seatIds: readonly string[]
  /** With `hold-changed`: the current version of the hold. */
  readonly version: number | undefined
  /** Identifies the request in the log of the service. */
  readonly requestId: string | undefined
  /** When to retry, in seconds, if the answer says so. */
  readonly retryAfterS: number | undefined
  /** The idempotency key of the request. To find out its outcome, send the request again with this key. */
  readonly idempotencyKey: string | undefined
  readonly body: unknown

  /** @param received undefined if there was no answer */
  constructor(
    received: Received | undefined,
    { idempotencyKey, ...options }: ErrorOptions & { idempotencyKey?: string | undefined } = {},
  ) {
    const { status, headers, body } = received ?? {}
    const problem = asProblem(body)
    const detail = problem.detail ?? problem.message
    super(
      status === undefined ? 'no answer' : [status, problem.code, detail].filter(Boolean).join(' '),
      options,
    )
    this.status = status
    // Trusted to be one of the codes in the API document.
    this.code = problem.code as Code
    this.detail = detail
    this.conflicts = problem.conflicts ?? []
    this.seatIds = problem.seatIds ?? []
    this.version = problem.version
    this.requestId = headers?.get('X-Request-Id') ?? undefined
    this.retryAfterS = headers && retryAfterSOf(headers)
    this.idempotencyKey = idempotencyKey
    this.body = body
  }
}

/** Covers both error formats of the service. */
interface AnyProblem {
  readonly code?: string
  readonly detail?: string
  readonly message?: string
  readonly conflicts?: readonly SeatConflict[]
  readonly seatIds?: readonly string[]
  readonly version?: number
}

function asProblem(body: unknown): AnyProblem {
  return typeof body === 'object' && body !== null ? body : {}
}

/** Seconds or a date. A date is compared with the clock of the server, because the local one may be wrong. */
function retryAfterSOf(headers: Headers): number | undefined {
  const retryAfter = headers.get('Retry-After') ?? ''
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter)
  const seconds = (Date.parse(retryAfter) - Date.parse(headers.get('Date') ?? '')) / 1_000
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds)
}
