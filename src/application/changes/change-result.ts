import type { NotAvailable, SeatId } from '../../domain/seat.ts'

/** The result of a change of seats. */
export type ChangeResult<Result, Refusal> = Done<Result> | Refused<Refusal | SeatsRefusal>

/** The result of a use case that was executed. */
export interface Done<Result> {
  readonly outcome: 'done'
  readonly result: Result
}

/** The refusal of a use case. Nothing has changed. */
export interface Refused<Refusal> {
  readonly outcome: 'refused'
  readonly refusal: Refusal
}

/** A concurrent change was saved first, so the state that was read is outdated. */
export interface Overtaken {
  readonly outcome: 'overtaken'
}

/** The refusals that any change of seats can have. `overtaken`: all attempts lost to concurrent changes. */
export type SeatsRefusal =
  | { readonly reason: 'unknown-seats'; readonly seatIds: readonly SeatId[] }
  | NotAvailable
  | { readonly reason: 'locked' | 'overtaken' | 'in-flight' }
  | KeyReused
  | ResultGone

/** The event that the request names does not exist. */
export interface UnknownEvent {
  readonly reason: 'unknown-event'
}

/** The plan of the event does not have these categories, which would have a price. */
export interface UnknownCategories {
  readonly reason: 'unknown-categories'
  readonly categories: readonly string[]
}

/** The idempotency key belongs to a different request. */
export interface KeyReused {
  readonly reason: 'key-reused'
}

/** The request was executed before, and its result is no longer valid. */
export interface ResultGone {
  readonly reason: 'result-gone'
}

export function refused<Refusal>(refusal: Refusal): Refused<Refusal> {
  return { outcome: 'refused', refusal }
}
