import type { HoldfastError } from './holdfast-error.ts'
import type { AnswerOf, CodeOf, Method, Path, ProblemCode } from './operations.ts'

/**
 * Refusals that depend on other buyers, so that a correct caller can get them. They are returned, which makes the
 * compiler check that callers handle them. All other errors are thrown.
 */
const REFUSALS = [
  'seat-already-booked',
  'seat-blocked',
  'seat-held',
  'seat-locked',
  'seats-not-available',
  'seats-locked',
  'not-enough-seats',
  'too-many-holds',
  'too-many-seats-for-client',
  'hold-cooldown',
  'leaves-single-seat',
  'hold-gone',
  'hold-changed',
  'hold-confirmed',
  'event-already-exists',
  'event-changed',
  'event-in-use',
  'seats-in-use',
  'not-on-sale',
  'key-already-exists',
] as const satisfies readonly ProblemCode[]

export type RefusalCode = (typeof REFUSALS)[number]

/** The answer of an operation, or its refusal. */
export type ReplyOf<P extends Path, M extends Method<P>> =
  AnswerOf<P, M> | Refused<Extract<CodeOf<P, M>, RefusalCode>>

type Refused<Code extends RefusalCode> = [Code] extends [never]
  ? never
  : { readonly ok: false; readonly refusal: HoldfastError<Code> }

export function isRefusal(code: ProblemCode | undefined): code is RefusalCode {
  return (REFUSALS as readonly unknown[]).includes(code)
}

/**
 * Returns the value of a result, for callers who treat a refusal as a failure.
 * @throws {HoldfastError} the refusal
 */
export function granted<Value>(
  result:
    { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Error },
): Value {
  if (result.ok) return result.value
  throw result.refusal
}
