import type { ProblemCode, Schemas } from './operations.ts'

/** A seat that stands in the way, and why. */
export type SeatConflict = NonNullable<Schemas['Problem']['conflicts']>[number]

/** What came back, whatever it is. */
export interface Received {
  readonly status: number
  readonly headers: Headers
  /** Parsed where it is JSON, else the text; undefined when there was nothing. */
  readonly body: unknown
}

/** A request that was not granted: by a problem that was answered, or because there was no answer. */
export class HoldfastError<
  Code extends ProblemCode | undefined = ProblemCode | undefined,
> extends Error {
  override readonly name = 'HoldfastError'
  /** The HTTP status; undefined when there was no answer, of which `cause` is the reason then. */
  readonly status: number | undefined
  /** What went wrong; undefined when it was not the service that answered, such as a proxy on the way. */
  readonly code: Code
  /** The same in words, for people. */
  readonly detail: string | undefined
  /** The seats that stand in the way, where they are known. */
  readonly conflicts: readonly SeatConflict[]
  /** Under which the log of the service tells more. */
  readonly requestId: string | undefined
  /** After how many seconds to try again, where the answer says so. */
  readonly retryAfterS: number | undefined
  /** Under which the request was sent, and can be sent again to learn what came of it. */
  readonly idempotencyKey: string | undefined
  readonly body: unknown

  /** @param received undefined when there was no answer */
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
    // Trusted to be one of those that the document names.
    this.code = problem.code as Code
    this.detail = detail
    this.conflicts = problem.conflicts ?? []
    this.requestId = headers?.get('X-Request-Id') ?? undefined
    this.retryAfterS = headers && retryAfterSOf(headers)
    this.idempotencyKey = idempotencyKey
    this.body = body
  }
}

/** Both formats of errors that the service has. */
interface AnyProblem {
  readonly code?: string
  readonly detail?: string
  readonly message?: string
  readonly conflicts?: readonly SeatConflict[]
}

function asProblem(body: unknown): AnyProblem {
  return typeof body === 'object' && body !== null ? body : {}
}

/** Seconds, or the date of the end; that by the clock of whoever sent it, since ours may be wrong. */
function retryAfterSOf(headers: Headers): number | undefined {
  const retryAfter = headers.get('Retry-After') ?? ''
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter)
  const seconds = (Date.parse(retryAfter) - Date.parse(headers.get('Date') ?? '')) / 1_000
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds)
}
