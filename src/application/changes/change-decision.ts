import type { Seat } from '../../domain/seat.ts'
import type { SeatChange, StateAsRead } from '../ports/seat-repository.port.ts'
import type { Overtaken, Refused, ResultGone, SeatsRefusal } from './change-result.ts'

/** The decision of a use case. */
export type ChangeDecision<Result, Refusal> =
  Change<Result> | Unchanged<Result> | Refused<Refusal | SeatsRefusal> | Overtaken

/** The decision about a retry: whether the result of the first execution is still valid. */
export type RetryDecision<Result, Refusal> = Unchanged<Result> | Refused<Refusal | ResultGone>

/** A change to save. */
export interface Change<Result> {
  readonly outcome: 'change'
  readonly change: Omit<SeatChange, 'eventId' | 'type' | 'cause' | 'idempotencyRecord'>
  /** Seats that stay as they were read, if the result depends on them. Default: none. */
  readonly reliesOn?: readonly Seat[] | undefined
  /** Stored as JSON and read by other releases, unless `isResultRead` is false. */
  readonly result: Result
  /** Whether a retry needs the result, rather than the current state alone. Default: true. */
  readonly isResultRead?: boolean
}

/** A result that requires no change, because of the stored state on which it relies. */
export interface Unchanged<Result> {
  readonly outcome: 'unchanged'
  readonly reliesOn: Omit<StateAsRead, 'eventId'>
  readonly result: Result
}
