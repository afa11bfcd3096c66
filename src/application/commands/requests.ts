import type { Cause } from '../../domain/history.ts'
import type { EventId, SeatConflict, SeatId } from '../../domain/seat.ts'
import type {
  RememberedRequest,
  SeatRepositoryPort,
  StateAsRead,
} from '../ports/seat-repository.port.ts'

/** Who asks for a change, and how to recognise the request when it comes again. */
export interface Requester {
  /** For the history: the name of the key that was used, or "public". */
  readonly actor: string
  readonly requestId: string
  /** The same command sent again under the same key changes the seats once, and gets the same answer. */
  readonly idempotencyKey?: string | undefined
}

/** A request as far as it takes to recognise an earlier execution of it, and to answer it again. */
export interface Repeatable<Result, Refusal> {
  readonly eventId: EventId
  readonly requester: Requester
  /** What is asked for, which tells the request from another under the same key. It has to survive JSON. */
  readonly asked: object
  /** Called when this very request was carried out before, with its result then: reads whether that still stands. */
  readonly repeat: (result: Result) => Promise<RepeatDecision<Result, Refusal>>
}

/** Nothing has to be done for this result, because of what is stored already. */
export interface Unchanged<Result> {
  readonly outcome: 'unchanged'
  readonly reliesOn: Omit<StateAsRead, 'eventId'>
  readonly result: Result
}

export interface Refused<Refusal> {
  readonly outcome: 'refused'
  readonly refusal: Refusal
}

/** Whether the result of an earlier execution still stands. */
export type RepeatDecision<Result, Refusal> = Unchanged<Result> | Refused<Refusal | ResultGone>

/** The request was carried out before, and its result no longer stands. */
export interface ResultGone {
  readonly reason: 'result-gone'
}

interface KeyReused {
  readonly reason: 'key-reused'
}

/**
 * Why no change of seats came about, whatever the change was to be. `overtaken`: others were faster each time.
 * `key-reused`: another request was made under the same key.
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

/** Another writer was faster, so what was read is not true any more. */
export type Overtaken = 'overtaken'

/**
 * How often a request is tried that loses a seat to another writer. Each loss means that the other got further, so
 * more than a few in a row mean seats too busy to wait for.
 */
const ATTEMPTS_MAX = 3

/** Tries again, with everything read anew, what another writer has overtaken. */
export async function untilNotOvertaken<Result>(
  attempt: (isFirst: boolean) => Promise<Result | Overtaken>,
): Promise<Result | Overtaken> {
  let result = await attempt(true)
  for (let number = 2; result === 'overtaken' && number <= ATTEMPTS_MAX; number++) {
    result = await attempt(false)
  }
  return result
}

/** What the store keeps of a request that came with a key. */
export function rememberedRequest(
  { idempotencyKey: key }: Requester,
  asked: object,
  result: unknown,
): RememberedRequest | undefined {
  if (key === undefined) return undefined
  return { key, fingerprint: JSON.stringify(asked), result: JSON.stringify(result) }
}

/** What the history says of a change that this requester makes now. */
export function causeOf({ actor, requestId }: Requester, now: Date): Cause {
  return { actor, requestId, at: now }
}

type Memory = Pick<SeatRepositoryPort, 'recall' | 'acknowledge'>

/** @returns the result of this very request, if it was carried out before, or that its key was used for another */
export async function findEarlier<Result>(
  seats: Pick<Memory, 'recall'>,
  { eventId, requester, asked }: Omit<Repeatable<Result, unknown>, 'repeat'>,
): Promise<Done<Result> | Refused<KeyReused> | undefined> {
  if (requester.idempotencyKey === undefined) return undefined
  const earlier = await seats.recall(eventId, requester.idempotencyKey)
  if (!earlier) return undefined
  return earlier.fingerprint === JSON.stringify(asked)
    ? { outcome: 'done', result: JSON.parse(earlier.result) as Result }
    : refused({ reason: 'key-reused' })
}

/**
 * Answers a request that was carried out before, with what is true now.
 * @returns nothing when it was not
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

/** Answers without a change, once what the answer relies on is sure to be stored. */
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
