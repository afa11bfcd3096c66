import { recordedTypeOf } from '../../domain/change-type.ts'
import type { EventId, Seat, SeatId } from '../../domain/seat.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { EventSummaryPort } from '../ports/event-summary.port.ts'
import type { AcquireResult, LockPort } from '../ports/lock.port.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'
import { acknowledge } from './acknowledge.ts'
import { repeatIfOvertaken } from './attempts.ts'
import type { Change, ChangeDecision } from './change-decision.ts'
import {
  type ChangeResult,
  type Overtaken,
  type Refused,
  refused,
  type SeatsRefusal,
  type UnknownEvent,
} from './change-result.ts'
import { answerRetry, findEarlier, idempotencyRecord, type RetriableRequest } from './retries.ts'

/** A requested change of seats of one event. */
export interface SeatsToChange<Result, Refusal> extends RetriableRequest<Result, Refusal> {
  /** Distinct. Without seats, and without a client, nothing is locked. */
  readonly seatIds: readonly SeatId[]
  /** Those of the seats that the event may no longer have, because its plan was replaced. Default: none. */
  readonly optionalSeatIds?: readonly SeatId[] | undefined
  /** If set, this client is locked as well as the seats. */
  readonly clientId?: string | undefined
  /** Maximum time to wait for locked seats, in milliseconds. Default: `lockWaitMs`. */
  readonly waitMs?: number | undefined
  /** Decides from the seats, as read or guessed, and the time. Called while the seats are locked. */
  readonly decide: Decide<Result, Refusal>
}

export type Decide<Result, Refusal> = (
  seats: readonly Seat[],
  now: Date,
) => ChangeDecision<Result, Refusal> | Promise<ChangeDecision<Result, Refusal>>

/**
 * Reads other state that a change depends on, such as a hold. Called again for each attempt.
 * @param isFirst false if a concurrent change has overtaken an earlier attempt
 */
type Prepare<Result, Refusal> = (
  isFirst: boolean,
) => Prepared<Result, Refusal> | Promise<Prepared<Result, Refusal>>

type Prepared<Result, Refusal> = SeatsToChange<Result, Refusal> | Refused<Refusal | SeatsRefusal>

type PrepareInEvent<Result, Refusal> = () =>
  PreparedInEvent<Result, Refusal> | Promise<PreparedInEvent<Result, Refusal>>

type PreparedInEvent<Result, Refusal> =
  Omit<SeatsToChange<Result, Refusal>, 'eventId'> | Refused<Refusal | SeatsRefusal>

export interface ChangeSeatsPorts {
  readonly lock: LockPort
  readonly seats: SeatRepositoryPort
  readonly summaries: EventSummaryPort
  readonly clock: ClockPort
}

export interface LockTimes {
  /** When a lock expires if its owner crashes or stalls, in milliseconds. */
  readonly lockTtlMs: number
  /** Maximum time to wait for locked seats, in milliseconds. */
  readonly lockWaitMs: number
}

const NOTHING_LOCKED: AcquireResult = {
  outcome: 'acquired',
  lease: { release: () => Promise.resolve('released') },
}

/** The common part of all requested changes of several seats: lock, read, decide, save conditionally, release. */
export class ChangeSeats {
  readonly #ports: ChangeSeatsPorts
  readonly #times: LockTimes

  constructor(ports: ChangeSeatsPorts, times: LockTimes) {
    this.#ports = ports
    this.#times = times
  }

  /** Changes seats of an event that the request names itself, and which may not exist. */
  async executeIn<Result, Refusal extends { readonly reason: string }>(
    eventId: EventId,
    prepare: PrepareInEvent<Result, Refusal>,
  ): Promise<ChangeResult<Result, Refusal | UnknownEvent>> {
    const result = await this.execute<Result, Refusal>(async () => {
      const prepared = await prepare()
      return 'outcome' in prepared ? prepared : { eventId, ...prepared }
    })
    if (result.outcome === 'done' || result.refusal.reason !== 'unknown-seats') return result
    const event = await this.#ports.summaries.findSummary(eventId)
    return event ? result : refused({ reason: 'unknown-event' })
  }

  /** Changes seats of an event that is known to exist, because a hold or booking in it was found. */
  async execute<Result, Refusal>(
    prepare: Prepare<Result, Refusal>,
  ): Promise<ChangeResult<Result, Refusal>> {
    const result = await repeatIfOvertaken(async (isFirst) => {
      const request = await prepare(isFirst)
      if ('outcome' in request) return request
      const attempted = await this.#attempt(request, isFirst)
      if (attempted.outcome === 'done') return attempted
      // If this is a retry, the obstacle is most likely its own first execution.
      return (await answerRetry(this.#ports.seats, request)) ?? attempted
    })
    return result.outcome === 'overtaken' ? refused({ reason: 'overtaken' }) : result
  }

  async #attempt<Result, Refusal>(
    request: SeatsToChange<Result, Refusal>,
    isFirst: boolean,
  ): Promise<ChangeResult<Result, Refusal> | Overtaken> {
    const acquired = await this.#acquireLock(request)
    if (acquired.outcome === 'refused') return refused({ reason: acquired.reason })
    try {
      const early = isFirst ? await this.#changeUntouched(request) : undefined
      return early ?? (await this.#change(request))
    } finally {
      // Not awaited: the outcome is already decided, and the release never rejects.
      void acquired.lease.release()
    }
  }

  #acquireLock<Result, Refusal>({
    eventId,
    seatIds,
    clientId,
    requester: { idempotencyKey },
    waitMs = this.#times.lockWaitMs,
  }: SeatsToChange<Result, Refusal>): Promise<AcquireResult> {
    if (seatIds.length === 0 && clientId === undefined) return Promise.resolve(NOTHING_LOCKED)
    const ttlMs = this.#times.lockTtlMs
    return this.#ports.lock.acquire({ eventId, seatIds, clientId, ttlMs, waitMs, idempotencyKey })
  }

  /**
   * Decides from the guess that the seats are untouched, which saves a read from the store. A wrong guess is detected as
   * a save conflict. This requires that the decision changes all of the seats; otherwise the guess is not used.
   * @returns undefined if the seats must be read
   */
  async #changeUntouched<Result, Refusal>(
    request: SeatsToChange<Result, Refusal>,
  ): Promise<ChangeResult<Result, never> | undefined> {
    const seats = this.#ports.seats.guessUntouched(request.eventId, request.seatIds)
    const now = this.#ports.clock.now()
    const decision = seats && (await request.decide(seats, now))
    if (decision?.outcome !== 'change') return undefined
    if (decision.change.seats.length < request.seatIds.length) return undefined
    const saved = await this.#save(request, decision, now)
    return saved.outcome === 'overtaken' ? undefined : saved
  }

  async #change<Result, Refusal>(
    request: SeatsToChange<Result, Refusal>,
  ): Promise<ChangeResult<Result, Refusal> | Overtaken> {
    const { eventId, seatIds, optionalSeatIds } = request
    const seats = await this.#ports.seats.find(eventId, seatIds)
    const unknown = unknownSeats(seatIds, seats, optionalSeatIds)
    if (unknown) return unknown

    const now = this.#ports.clock.now()
    const decision = await request.decide(seats, now)
    if (decision.outcome === 'change') return this.#acknowledgeAndSave(request, decision, now)
    if (decision.outcome !== 'unchanged') return decision
    // Nothing to change, but the key may already belong to a different request.
    const earlier = await findEarlier<Result>(this.#ports.seats, request)
    if (earlier?.outcome === 'refused') return earlier
    return acknowledge(this.#ports.seats, eventId, decision)
  }

  /**
   * A save does not compare the seats that it leaves unchanged, and the read may be outdated, so they are acknowledged
   * first. A change of them between the two is harmless: it could as well have come after the save.
   */
  async #acknowledgeAndSave<Result>(
    request: SeatsToChange<Result, unknown>,
    decision: Change<Result>,
    now: Date,
  ): Promise<ChangeResult<Result, never> | Overtaken> {
    const { reliesOn: seats = [] } = decision
    if (seats.length > 0) {
      const outcome = await this.#ports.seats.acknowledge({ eventId: request.eventId, seats })
      if (outcome === 'conflict') return { outcome: 'overtaken' }
    }
    return this.#save(request, decision, now)
  }

  async #save<Result>(
    { eventId, requester, content }: SeatsToChange<Result, unknown>,
    { change, result, isResultRead = true }: Change<Result>,
    now: Date,
  ): Promise<ChangeResult<Result, never> | Overtaken> {
    const { actor, requestId, idempotencyKey: key } = requester
    // The lock may have expired. Correctness depends only on the conditional save.
    const saved = await this.#ports.seats.save({
      eventId,
      ...change,
      type: change.hold && recordedTypeOf(change.hold),
      cause: { actor, requestId, at: now },
      idempotencyRecord:
        key === undefined
          ? undefined
          : idempotencyRecord(key, content, isResultRead ? result : null),
    })
    return saved === 'saved' ? { outcome: 'done', result } : { outcome: 'overtaken' }
  }
}

/** @returns undefined if all seats were found, except optional ones */
export function unknownSeats(
  wanted: readonly SeatId[],
  found: readonly Seat[],
  optional: readonly SeatId[] = [],
): Refused<SeatsRefusal> | undefined {
  if (found.length === wanted.length) return undefined
  const known = new Set([...found.map((seat) => seat.id), ...optional])
  const seatIds = wanted.filter((seatId) => !known.has(seatId))
  return seatIds.length > 0 ? refused({ reason: 'unknown-seats', seatIds }) : undefined
}
