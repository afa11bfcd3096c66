import type { HoldfastError } from './holdfast-error.ts'
import type { AnswerOf, CodeOf, Method, Path, ProblemCode } from './operations.ts'

/**
 * What a caller without any mistake may be told, because it depends on what others do. It is returned, so that the
 * compiler sees to it that nobody forgets it. All other errors are thrown.
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
  'hold-gone',
  'event-already-exists',
] as const satisfies readonly ProblemCode[]

export type RefusalCode = (typeof REFUSALS)[number]

/** What is answered, or how it is refused. */
export type ReplyOf<P extends Path, M extends Method<P>> =
  AnswerOf<P, M> | Refused<Extract<CodeOf<P, M>, RefusalCode>>

type Refused<Code extends RefusalCode> = [Code] extends [never]
  ? never
  : { readonly ok: false; readonly refusal: HoldfastError<Code> }

export function isRefusal(code: ProblemCode | undefined): code is RefusalCode {
  return (REFUSALS as readonly unknown[]).includes(code)
}

/**
 * Returns what was granted, for a caller to whom a refusal is a failure.
 * @throws {HoldfastError} the refusal
 */
export function granted<Value>(
  result:
    { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Error },
): Value {
  if (result.ok) return result.value
  throw result.refusal
}
