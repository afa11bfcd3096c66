import type { Seat, SeatId } from '../../domain/seat.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { LockPort } from '../ports/lock.port.ts'
import type { SeatChange, SeatRepositoryPort } from '../ports/seat-repository.port.ts'
import {
  acknowledge,
  causeOf,
  type ChangeResult,
  findEarlier,
  type Overtaken,
  refused,
  type Refused,
  type Repeatable,
  repeatEarlier,
  rememberedRequest,
  type SeatsRefusal,
  type Unchanged,
  untilNotOvertaken,
} from './requests.ts'

/** Seats of one event that a request wants to change, and how. */
export interface SeatsToChange<Result, Refusal> extends Repeatable<Result, Refusal> {
  /** Each named once. */
  readonly seatIds: readonly SeatId[]
  /** Set to keep out other requests of this client as well. */
  readonly clientId?: string | undefined
  /** How long to wait for locks that others have, in milliseconds; as long as is set for all, when left out. */
  readonly waitMs?: number | undefined
  /** Decides by the seats as read, or as expected, and by the time. Called under the lock. */
  readonly decide: Decide<Result, Refusal>
}

/** A change to save, with a result that survives JSON. */
interface Change<Result> {
  readonly outcome: 'change'
  readonly change: Omit<SeatChange, 'eventId' | 'cause' | 'request'>
  readonly result: Result
}

/** What a use case makes of the seats. */
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
  /** How long a lock outlives an owner that dies or stalls, in milliseconds. */
  readonly lockTtlMs: number
  /** How long to wait for locks that others have, in milliseconds. */
  readonly lockWaitMs: number
}

/** What the changes of several seats have in common: lock, read, decide, save if nobody was faster, release. */
export class ChangeSeats {
  readonly #ports: ChangeSeatsPorts
  readonly #times: LockTimes

  constructor(ports: ChangeSeatsPorts, times: LockTimes) {
    this.#ports = ports
    this.#times = times
  }

  /**
   * @param prepare reads what else the change goes by, such as a hold. Called again when another writer was faster.
   * @throws {StoreUnavailableError} when the seat store cannot be reached
   */
  async execute<Result, Refusal>(
    prepare: () => Prepared<Result, Refusal> | Promise<Prepared<Result, Refusal>>,
  ): Promise<ChangeResult<Result, Refusal>> {
    const result = await untilNotOvertaken(async (isFirst) => {
      const target = await prepare()
      if ('outcome' in target) return target
      const attempted = await this.#locked(target, isFirst)
      if (attempted !== 'overtaken' && attempted.outcome === 'done') return attempted
      // What stands in the way of a repeated request is most often its own first execution.
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
      requestKey: requester.idempotencyKey,
    })
    if (acquired.outcome === 'refused') return refused({ reason: acquired.reason })

    try {
      const early = mayGuess ? await this.#attemptOnExpectation(target) : undefined
      return early ?? (await this.#attempt(target))
    } finally {
      // The answer does not wait for the release: it changes nothing that was decided, and it never rejects.
      void acquired.lease.release()
    }
  }

  /**
   * A good guess saves the way to the store and back. A wrong one is found out when it is saved, as if somebody else
   * had been faster; so what is made of it has to be a change of all the seats, since no other would be found out.
   * @returns nothing when the seats have to be found
   */
  async #attemptOnExpectation<Result, Refusal>(
    target: SeatsToChange<Result, Refusal>,
  ): Promise<ChangeResult<Result, never> | undefined> {
    const expected = this.#ports.seats.expected(target.eventId, target.seatIds)
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
    // Where there is nothing left to do, the key may still be another request's.
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
    const request = rememberedRequest(target.requester, target.asked, result)
    // The lock may have expired while we were paused; what was read decides, not the lock.
    const saved = await this.#ports.seats.save({
      eventId: target.eventId,
      ...change,
      cause,
      request,
    })
    return saved === 'saved' ? { outcome: 'done', result } : 'overtaken'
  }
}

function unknownSeats(wanted: readonly SeatId[], found: readonly Seat[]): SeatsRefusal {
  const known = new Set(found.map((seat) => seat.id))
  return { reason: 'unknown-seats', seatIds: wanted.filter((seatId) => !known.has(seatId)) }
}
