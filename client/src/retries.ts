import type { HoldfastError } from './holdfast-error.ts'

/** How often, and how soon, a request is sent again. */
export interface Retries {
  /** How often a request is sent at most, the first time included; 1 for never again. */
  readonly attemptsMax: number
  /** How long the first pause is at most, in milliseconds; each after it may be twice as long. */
  readonly backoffMs: number
  /** How long any pause is at most, in milliseconds, beside what `Retry-After` asks for. */
  readonly backoffMsMax: number
  /** A `Retry-After` that is longer ends the tries, in milliseconds. */
  readonly retryAfterMsMax: number
  /** Whether to try again when a seat is locked by another request (423), which is often booked a moment later. */
  readonly seatLocked: boolean
}

export const DEFAULT_RETRIES: Retries = {
  attemptsMax: 5,
  backoffMs: 100,
  backoffMsMax: 5_000,
  retryAfterMsMax: 60_000,
  seatLocked: false,
}

const PASSING_STATUSES: readonly (number | undefined)[] = [408, 429, 502, 503, 504]
const PASSING_CODES: readonly (string | undefined)[] = ['seats-locked', 'idempotency-key-in-flight']

/**
 * How long to wait before the next try, in milliseconds; undefined when there is to be none.
 *
 * It is as long as `Retry-After` says, and beyond that a random part of a time that doubles, so that those who were
 * refused together do not come back together.
 *
 * @param attempt how many tries there were
 * @param random a number from 0 up to but not including 1
 */
export function pauseMsAfter(
  failure: HoldfastError,
  attempt: number,
  retries: Retries,
  random: () => number,
): number | undefined {
  if (attempt >= retries.attemptsMax || !mayPass(failure, retries)) return undefined
  const retryAfterMs = (failure.retryAfterS ?? 0) * 1_000
  if (retryAfterMs > retries.retryAfterMsMax) return undefined
  return (
    retryAfterMs + random() * Math.min(retries.backoffMs * 2 ** (attempt - 1), retries.backoffMsMax)
  )
}

function mayPass({ status, code }: HoldfastError, { seatLocked }: Retries): boolean {
  if (status === undefined || code === 'seat-locked') return status === undefined || seatLocked
  return PASSING_STATUSES.includes(status) || PASSING_CODES.includes(code)
}
