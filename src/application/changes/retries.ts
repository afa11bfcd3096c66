import type { EventId } from '../../domain/seat.ts'
import type { IdempotencyRecord, SeatRepositoryPort } from '../ports/seat-repository.port.ts'
import { acknowledge } from './acknowledge.ts'
import { repeatIfOvertaken } from './attempts.ts'
import type { RetryDecision } from './change-decision.ts'
import {
  type ChangeResult,
  type Done,
  type KeyReused,
  type Overtaken,
  type Refused,
  refused,
  type ResultGone,
} from './change-result.ts'
import type { Requester } from './requester.ts'

/** The parts of a request that are needed to recognise and answer a retry. */
export interface RetriableRequest<Result, Refusal> {
  readonly eventId: EventId
  readonly requester: Requester
  /**
   * To detect reuse of the key for a different request. Must be JSON-serializable. Stored. Its keys and their order must
   * stay the same from one release to the next, or retries during an update are refused as `key-reused`.
   */
  readonly content: object
  /** Called for a retry, with the result of the first execution. Checks whether that result is still valid. */
  readonly onRetry: (result: Result) => Promise<RetryDecision<Result, Refusal>>
}

type IdempotencyPort = Pick<SeatRepositoryPort, 'findIdempotencyRecord' | 'acknowledge'>

/** Returns the record to save with the result of a request. */
export function idempotencyRecord(
  key: string,
  content: object,
  result: unknown,
): IdempotencyRecord {
  return { key, fingerprint: fingerprintOf(content), result: JSON.stringify(result) }
}

function fingerprintOf(content: object): string {
  return JSON.stringify(content)
}

/**
 * Whether a request with this key was executed before. Then the use case returns its result, or refuses a different
 * request as `key-reused`.
 */
export async function wasExecuted(
  seats: Pick<IdempotencyPort, 'findIdempotencyRecord'>,
  { eventId, idempotencyKey }: Pick<Requester, 'idempotencyKey'> & { readonly eventId: EventId },
): Promise<boolean> {
  if (idempotencyKey === undefined) return false
  return (await seats.findIdempotencyRecord(eventId, idempotencyKey)) !== undefined
}

/**
 * Looks up the first execution of a request.
 * @returns its result; `key-reused` if the key belongs to a different request; undefined if there is none
 */
export async function findEarlier<Result>(
  seats: Pick<IdempotencyPort, 'findIdempotencyRecord'>,
  { eventId, requester, content }: Omit<RetriableRequest<Result, unknown>, 'onRetry'>,
): Promise<Done<Result> | Refused<KeyReused> | undefined> {
  if (requester.idempotencyKey === undefined) return undefined
  const earlier = await seats.findIdempotencyRecord(eventId, requester.idempotencyKey)
  if (!earlier) return undefined
  return earlier.fingerprint === fingerprintOf(content)
    ? { outcome: 'done', result: JSON.parse(earlier.result) as Result }
    : refused({ reason: 'key-reused' })
}

/**
 * Answers a retry from the current state. The caller repeats the attempt if it is overtaken.
 * @returns undefined if the request was not executed before
 */
export async function answerRetry<Result, Refusal>(
  seats: IdempotencyPort,
  request: RetriableRequest<Result, Refusal>,
): Promise<Done<Result> | Refused<Refusal | KeyReused | ResultGone> | Overtaken | undefined> {
  const earlier = await findEarlier<Result>(seats, request)
  if (earlier?.outcome !== 'done') return earlier
  const decision = await request.onRetry(earlier.result)
  return decision.outcome === 'refused' ? decision : acknowledge(seats, request.eventId, decision)
}

/** Refuses a request, unless it is a retry, whose first execution may be the cause of the refusal. */
export async function refuseUnlessRetry<Result, Refusal, Cause>(
  seats: IdempotencyPort,
  request: RetriableRequest<Result, Refusal>,
  cause: Cause,
): Promise<ChangeResult<Result, Refusal | Cause>> {
  const result = await repeatIfOvertaken<ChangeResult<Result, Refusal | Cause>>(
    async () => (await answerRetry(seats, request)) ?? refused(cause),
  )
  return result.outcome === 'overtaken' ? refused({ reason: 'overtaken' }) : result
}
