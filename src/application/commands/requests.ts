import type { Cause } from '../../domain/history.ts'
import type { EventId, SeatConflict, SeatId } from '../../domain/seat.ts'
import type {
  IdempotencyRecord,
  SeatRepositoryPort,
  StateAsRead,
} from '../ports/seat-repository.port.ts'

/** The requester of a change, and the key that identifies retries. */
export interface Requester {
  /** Recorded in the history: the name of the key that was used, or "public". */
  readonly actor: string
  readonly requestId: string
  /** Commands with the same content and key are executed once, and have the same result. */
  readonly idempotencyKey?: string | undefined
}

/** The parts of a request that are needed to recognise and answer a retry. */
export interface Repeatable<Result, Refusal> {
  readonly eventId: EventId
  readonly requester: Requester
  /** The content of the request, to detect reuse of its key for a different request. Must be JSON-serializable. */
  readonly asked: object
  /** Called for a retry, with the result of the first execution. Checks whether that result is still valid. */
  readonly repeat: (result: Result) => Promise<RepeatDecision<Result, Refusal>>
}

/** A result that requires no change, because of the stored state on which it relies. */
export interface Unchanged<Result> {
  readonly outcome: 'unchanged'
  readonly reliesOn: Omit<StateAsRead, 'eventId'>
  readonly result: Result
}

export interface Refused<Refusal> {
  readonly outcome: 'refused'
  readonly refusal: Refusal
}

/** Whether the result of the first execution is still valid. */
export type RepeatDecision<Result, Refusal> = Unchanged<Result> | Refused<Refusal | ResultGone>

/** The request was executed before, and its result is no longer valid. */
export interface ResultGone {
  readonly reason: 'result-gone'
}

interface KeyReused {
  readonly reason: 'key-reused'
}

/**
 * The refusals that any change of seats can have. `overtaken`: all attempts lost to concurrent changes. `key-reused`:
 * the key belongs to a different request.
 */
export type SeatsRefusal =
  | { readonly reason: 'unknown-seats'; readonly seatIds: readonly SeatId[] }
  | { readonly reason: 'conflict'; readonly conflicts: readonly SeatConflict[] }
  | { readonly reason: 'locked' | 'overtaken' | 'in-flight' }
  | KeyReused
  | ResultGone

interface Done<Result> {
  readonly outcome: 'done'
  readonly result: Result
}

export type ChangeResult<Result, Refusal> = Done<Result> | Refused<Refusal | SeatsRefusal>

/** A concurrent change was saved first, so the state that was read is outdated. */
export type Overtaken = 'overtaken'

/**
 * Maximum number of attempts when saves conflict. Each conflict means that another request succeeded, so several in a
 * row mean high contention.
 */
const ATTEMPTS_MAX = 3

/** Repeats an attempt after a conflict with a concurrent change. The attempt must read its state again. */
export async function untilNotOvertaken<Result>(
  attempt: (isFirst: boolean) => Promise<Result | Overtaken>,
): Promise<Result | Overtaken> {
  let result = await attempt(true)
  for (let number = 2; result === 'overtaken' && number <= ATTEMPTS_MAX; number++) {
    result = await attempt(false)
  }
  return result
}

/** Returns the idempotency record of a request; undefined if it has no key. */
export function idempotencyRecord(
  { idempotencyKey: key }: Requester,
  asked: object,
  result: unknown,
): IdempotencyRecord | undefined {
  if (key === undefined) return undefined
  return { key, fingerprint: JSON.stringify(asked), result: JSON.stringify(result) }
}

/** Returns the cause of a change, for the history. */
export function causeOf({ actor, requestId }: Requester, now: Date): Cause {
  return { actor, requestId, at: now }
}

type Memory = Pick<SeatRepositoryPort, 'findIdempotencyRecord' | 'acknowledge'>

/**
 * Looks up the first execution of a request.
 * @returns its result; `key-reused` if the key belongs to a different request; undefined if there is none
 */
export async function findEarlier<Result>(
  seats: Pick<Memory, 'findIdempotencyRecord'>,
  { eventId, requester, asked }: Omit<Repeatable<Result, unknown>, 'repeat'>,
): Promise<Done<Result> | Refused<KeyReused> | undefined> {
  if (requester.idempotencyKey === undefined) return undefined
  const earlier = await seats.findIdempotencyRecord(eventId, requester.idempotencyKey)
  if (!earlier) return undefined
  return earlier.fingerprint === JSON.stringify(asked)
    ? { outcome: 'done', result: JSON.parse(earlier.result) as Result }
    : refused({ reason: 'key-reused' })
}

/**
 * Answers a retry from the current state.
 * @returns undefined if the request was not executed before
 */
export async function repeatEarlier<Result, Refusal>(
  seats: Memory,
  request: Repeatable<Result, Refusal>,
): Promise<Done<Result> | Refused<Refusal | KeyReused | ResultGone> | Overtaken | undefined> {
  const earlier = await findEarlier<Result>(seats, request)
  if (earlier?.outcome !== 'done') return earlier
  return untilNotOvertaken(async () => {
    const decision = await request.repeat(earlier.result)
    return decision.outcome === 'refused' ? decision : acknowledge(seats, request.eventId, decision)
  })
}

/** Returns a result that requires no change, once the state on which it relies is durable. */
export async function acknowledge<Result>(
  seats: Pick<Memory, 'acknowledge'>,
  eventId: EventId,
  { reliesOn, result }: Unchanged<Result>,
): Promise<Done<Result> | Overtaken> {
  const outcome = await seats.acknowledge({ eventId, ...reliesOn })
  return outcome === 'acknowledged' ? { outcome: 'done', result } : 'overtaken'
}

export function refused<Refusal>(refusal: Refusal): Refused<Refusal> {
  return { outcome: 'refused', refusal }
}
