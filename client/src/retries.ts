import type { HoldfastError } from './holdfast-error.ts'

/** How often, and how soon, a request is sent again. */
export interface Retries {
  /** How often a request is sent at most, including the first time; 1 for no retries. */
  readonly attemptsMax: number
  /** The longest first pause, in milliseconds. The limit doubles with each attempt. */
  readonly backoffMs: number
  /** The longest pause, in milliseconds, not counting `Retry-After`. */
  readonly backoffMsMax: number
  /** A longer `Retry-After` ends the retries, in milliseconds. */
  readonly retryAfterMsMax: number
  /** Whether to retry when another request has locked a seat (423). Often it is booked a moment later. */
  readonly seatLocked: boolean
  /**
   * Whether to retry after any failure, for pages that follow a stream and must not give up: a proxy may answer 404
   * while the service restarts. A `Retry-After` over `retryAfterMsMax` is reduced to that.
   */
  readonly anyFailure: boolean
}

export const DEFAULT_RETRIES: Retries = {
  attemptsMax: 5,
  backoffMs: 100,
  backoffMsMax: 5_000,
  retryAfterMsMax: 60_000,
  seatLocked: false,
  anyFailure: false,
}

const TEMPORARY_STATUSES: readonly (number | undefined)[] = [408, 429, 502, 503, 504]
const TEMPORARY_CODES: readonly (string | undefined)[] = [
  'seats-locked',
  'idempotency-key-in-flight',
]

/**
 * How long to wait before the next attempt, in milliseconds; undefined if there must be none.
 *
 * The pause is `Retry-After` plus a random part of a limit that doubles, so that requests that were refused together
 * are not retried together.
 *
 * @param attempt how many attempts there were
 * @param random a number from 0 up to but not including 1
 */
export function pauseMsAfter(
  failure: HoldfastError,
  attempt: number,
  retries: Retries,
  random: () => number,
): number | undefined {
  if (attempt >= retries.attemptsMax) return undefined
  const { anyFailure, backoffMs, backoffMsMax, retryAfterMsMax } = retries
  const retryAfterMs = (failure.retryAfterS ?? 0) * 1_000
  if (!anyFailure && (!isTemporary(failure, retries) || retryAfterMs > retryAfterMsMax)) {
    return undefined
  }
  const backoff = random() * Math.min(backoffMs * 2 ** (attempt - 1), backoffMsMax)
  return Math.min(retryAfterMs, retryAfterMsMax) + backoff
}

function isTemporary({ status, code }: HoldfastError, { seatLocked }: Retries): boolean {
  if (status === undefined) return true
  if (code === 'seat-locked') return seatLocked
  return TEMPORARY_STATUSES.includes(status) || TEMPORARY_CODES.includes(code)
}
