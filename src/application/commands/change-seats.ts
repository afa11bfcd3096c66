import type { Seat, SeatId } from '../../domain/seat.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { LockPort } from '../ports/lock.port.ts'
import type { SeatChange, SeatRepositoryPort } from '../ports/seat-repository.port.ts'
import {
  acknowledge,
  causeOf,
  type ChangeResult,
  findEarlier,
  idempotencyRecord,
  type Overtaken,
  type Refused,
  refused,
  type Repeatable,
  repeatEarlier,
  type SeatsRefusal,
  type Unchanged,
  untilNotOvertaken,
} from './requests.ts'

/** A requested change of seats of one event. */
export interface SeatsToChange<Result, Refusal> extends Repeatable<Result, Refusal> {
  /** Distinct. */
  readonly seatIds: readonly SeatId[]
  /** If set, this client is locked as well as the seats. */
  readonly clientId?: string | undefined
  /** Maximum time to wait for locked seats, in milliseconds. Default: `lockWaitMs`. */
  readonly waitMs?: number | undefined
  /** Decides from the seats, as read or guessed, and the time. Called while the seats are locked. */
  readonly decide: Decide<Result, Refusal>
}

/** A change to save. The result must be JSON-serializable. */
interface Change<Result> {
  readonly outcome: 'change'
  readonly change: Omit<SeatChange, 'eventId' | 'cause' | 'idempotencyRecord'>
  readonly result: Result
}

/** The decision of a use case. */
export type ChangeDecision<Result, Refusal> =
  Change<Result> | Unchanged<Result> | Refused<Refusal | SeatsRefusal> | Overtaken

export type Decide<Result, Refusal> = (
  seats: readonly Seat[],
  now: Date,
) => ChangeDecision<Result, Refusal> | Promise<ChangeDecision<Result, Refusal>>

type Prepared<Result, Refusal> = SeatsToChange<Result, Refusal> | Refused<Refusal | SeatsRefusal>

type Attempted<Result, Refusal> = ChangeResult<Result, Refusal> | Overtaken

export interface ChangeSeatsPorts {
  readonly lock: LockPort
  readonly seats: SeatRepositoryPort
  readonly clock: ClockPort
}

export interface LockTimes {
  /** When a lock expires if its owner crashes or stalls, in milliseconds. */
  readonly lockTtlMs: number
  /** Maximum time to wait for locked seats, in milliseconds. */
  readonly lockWaitMs: number
}

/** The common part of all changes of several seats: lock, read, decide, save conditionally, release. */
export class ChangeSeats {
  readonly #ports: ChangeSeatsPorts
  readonly #times: LockTimes

  constructor(ports: ChangeSeatsPorts, times: LockTimes) {
    this.#ports = ports
    this.#times = times
  }

  /** @param prepare reads other state that the change depends on, such as a hold; called again after a save conflict */
  async execute<Result, Refusal>(
    prepare: () => Prepared<Result, Refusal> | Promise<Prepared<Result, Refusal>>,
  ): Promise<ChangeResult<Result, Refusal>> {
    const result = await untilNotOvertaken(async (isFirst) => {
      const target = await prepare()
      if ('outcome' in target) return target
      const attempted = await this.#locked(target, isFirst)
      if (attempted !== 'overtaken' && attempted.outcome === 'done') return attempted
      // If this is a retry, the obstacle is most likely its own first execution.
      return (await repeatEarlier(this.#ports.seats, target)) ?? attempted
    })
    return result === 'overtaken' ? refused({ reason: result }) : result
  }

  async #locked<Result, Refusal>(
    target: SeatsToChange<Result, Refusal>,
    mayGuess: boolean,
  ): Promise<Attempted<Result, Refusal>> {
    const { eventId, seatIds, clientId, requester, waitMs = this.#times.lockWaitMs } = target
    const acquired = await this.#ports.lock.acquire({
      eventId,
      seatIds,
      clientId,
      ttlMs: this.#times.lockTtlMs,
      waitMs,
      idempotencyKey: requester.idempotencyKey,
    })
    if (acquired.outcome === 'refused') return refused({ reason: acquired.reason })

    try {
      const early = mayGuess ? await this.#attemptOnExpectation(target) : undefined
      return early ?? (await this.#attempt(target))
    } finally {
      // Not awaited: the outcome is already decided, and the release never rejects.
      void acquired.lease.release()
    }
  }

  /**
   * Decides from guessed seats, which saves a read from the store. A wrong guess is detected as a save conflict. This
   * requires that the decision changes all of the seats; otherwise the guess is not used.
   * @returns undefined if the seats must be read
   */
  async #attemptOnExpectation<Result, Refusal>(
    target: SeatsToChange<Result, Refusal>,
  ): Promise<ChangeResult<Result, never> | undefined> {
    const expected = this.#ports.seats.guessUntouched(target.eventId, target.seatIds)
    const now = this.#ports.clock.now()
    const decision = expected && (await target.decide(expected, now))
    if (!decision || decision === 'overtaken' || decision.outcome !== 'change') return undefined
    if (decision.change.seats.length < target.seatIds.length) return undefined
    const saved = await this.#save(target, decision, now)
    return saved === 'overtaken' ? undefined : saved
  }

  async #attempt<Result, Refusal>(
    target: SeatsToChange<Result, Refusal>,
  ): Promise<Attempted<Result, Refusal>> {
    const { eventId, seatIds, decide } = target
    const seats = await this.#ports.seats.find(eventId, seatIds)
    if (seats.length < seatIds.length) return refused(unknownSeats(seatIds, seats))

    const now = this.#ports.clock.now()
    const decision = await decide(seats, now)
    if (decision === 'overtaken' || decision.outcome === 'refused') return decision
    if (decision.outcome === 'change') return this.#save(target, decision, now)
    // Nothing to change, but the key may already belong to a different request.
    const earlier = await findEarlier<Result>(this.#ports.seats, target)
    if (earlier?.outcome === 'refused') return earlier
    return acknowledge(this.#ports.seats, eventId, decision)
  }

  async #save<Result>(
    target: SeatsToChange<Result, unknown>,
    { change, result }: Change<Result>,
    now: Date,
  ): Promise<ChangeResult<Result, never> | Overtaken> {
    const cause = causeOf(target.requester, now)
    const record = idempotencyRecord(target.requester, target.asked, result)
    // The lock may have expired. Correctness depends only on the conditional save.
    const saved = await this.#ports.seats.save({
      eventId: target.eventId,
      ...change,
      cause,
      idempotencyRecord: record,
    })
    return saved === 'saved' ? { outcome: 'done', result } : 'overtaken'
  }
}

function unknownSeats(wanted: readonly SeatId[], found: readonly Seat[]): SeatsRefusal {
  const known = new Set(found.map((seat) => seat.id))
  return { reason: 'unknown-seats', seatIds: wanted.filter((seatId) => !known.has(seatId)) }
}
