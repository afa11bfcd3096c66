import type { EventId, Seat, SeatConflict, SeatId } from '../domain/seat.ts'
import type { LockPort } from './ports/lock.port.ts'
import type { SeatChange, SeatRepositoryPort, StateAsRead } from './ports/seat-repository.port.ts'

/** Who asks for a change, and how to recognise the request when it comes again. */
export interface Requester {
  /** For the history: the name of the key that was used, or "public". */
  readonly actor: string
  readonly requestId: string
  /** Whoever sends the same command again under the same key changes the seats once, and is told the same. */
  readonly idempotencyKey?: string | undefined
}

export interface SeatsToChange<Result, Refusal> {
  readonly eventId: EventId
  /** Each named once. */
  readonly seatIds: readonly SeatId[]
  /** Set to keep out other requests of this client as well. */
  readonly clientId?: string | undefined
  readonly requester: Requester
  /** What is asked for, which tells the request from another under the same key. It has to survive JSON. */
  readonly asked: object
  /** Called when this very request was carried out before, with its result then: reads whether that still stands. */
  readonly repeat: (result: Result) => Promise<RepeatDecision<Result, Refusal>>
  /** Set where the decision goes by more than the seats: who is overtaken has to read that again as well. */
  readonly once?: boolean
}

/** A request as far as it tells its own earlier execution. */
export type Repeatable<Result, Refusal> = Pick<
  SeatsToChange<Result, Refusal>,
  'eventId' | 'requester' | 'asked' | 'repeat'
>

interface Change<Result> {
  readonly outcome: 'change'
  readonly change: Omit<SeatChange, 'eventId' | 'request'>
  readonly result: Result
}

/** Nothing has to be done for this result, because of what is stored already. */
export interface Unchanged<Result> {
  readonly outcome: 'unchanged'
  readonly reliesOn: Omit<StateAsRead, 'eventId'>
  readonly result: Result
}

interface Refused<Refusal> {
  readonly outcome: 'refused'
  readonly refusal: Refusal | SeatsRefusal
}

/** What a use case makes of the seats as read, or as expected. */
export type ChangeDecision<Result, Refusal> = Change<Result> | Unchanged<Result> | Refused<Refusal>

/** Whether the result of an earlier execution still stands. */
export type RepeatDecision<Result, Refusal> = Unchanged<Result> | Refused<Refusal>

export type Decide<Result, Refusal> = (
  seats: readonly Seat[],
) => ChangeDecision<Result, Refusal> | Promise<ChangeDecision<Result, Refusal>>

/**
 * Why no change of seats came about, whatever the change was to be. `overtaken`: others were faster each time.
 * `result-gone`: the request was carried out before, and its result no longer stands.
 */
export type SeatsRefusal =
  | { readonly reason: 'unknown-seats'; readonly seatIds: readonly SeatId[] }
  | { readonly reason: 'conflict'; readonly conflicts: readonly SeatConflict[] }
  | { readonly reason: 'locked' | 'overtaken' | 'in-flight' | 'key-reused' | 'result-gone' }

export type ChangeResult<Result, Refusal> =
  | { readonly outcome: 'done'; readonly result: Result }
  | { readonly outcome: 'refused'; readonly refusal: Refusal | SeatsRefusal }

export interface ChangeSeatsPorts {
  readonly lock: LockPort
  readonly seats: SeatRepositoryPort
}

/**
 * How often all is read again after losing a seat to another writer. Each loss means that someone else got
 * further, so more than a few in a row mean seats too busy to wait for.
 */
const ATTEMPTS_MAX = 3

/** What every change of seats has in common: lock, read, decide, save if nobody was faster. */
export class ChangeSeats {
  readonly #ports: ChangeSeatsPorts
  readonly #lockTtlMs: number

  constructor(ports: ChangeSeatsPorts, options: { readonly lockTtlMs: number }) {
    this.#ports = ports
    this.#lockTtlMs = options.lockTtlMs
  }

  /**
   * @param decide called under the lock, again whenever somebody else was faster. Its result has to survive JSON.
   * @throws {StoreUnavailableError} when the seat store cannot be reached
   */
  async execute<Result, Refusal>(
    target: SeatsToChange<Result, Refusal>,
    decide: Decide<Result, Refusal>,
  ): Promise<ChangeResult<Result, Refusal>> {
    const result = await this.#locked(target, decide)
    if (result.outcome === 'done') return result

    // What stands in the way of a repeated request is most often its own first execution.
    return (await repeatEarlier(this.#ports.seats, target)) ?? result
  }

  async #locked<Result, Refusal>(
    target: SeatsToChange<Result, Refusal>,
    decide: Decide<Result, Refusal>,
  ): Promise<ChangeResult<Result, Refusal>> {
    const { eventId, seatIds, clientId, requester, once = false } = target
    const acquired = await this.#ports.lock.acquire({
      eventId,
      seatIds,
      clientId,
      ttlMs: this.#lockTtlMs,
      requestKey: requester.idempotencyKey,
    })
    if (acquired.outcome === 'refused') return refused({ reason: acquired.reason })

    try {
      const early = await this.#attemptOnExpectation(target, decide)
      if (early) return early
      const attemptsMax = once ? 1 : ATTEMPTS_MAX
      for (let attempt = 1; attempt <= attemptsMax; attempt++) {
        const result = await this.#attempt(target, decide)
        if (result) return result
      }
      return refused({ reason: 'overtaken' })
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
    decide: Decide<Result, Refusal>,
  ): Promise<ChangeResult<Result, never> | undefined> {
    const expected = this.#ports.seats.expected(target.eventId, target.seatIds)
    if (!expected) return undefined
    const decision = await decide(expected)
    const isCertain =
      decision.outcome === 'change' && decision.change.seats.length === target.seatIds.length
    return isCertain ? this.#save(target, decision) : undefined
  }

  /** @returns nothing when somebody else was faster */
  async #attempt<Result, Refusal>(
    target: SeatsToChange<Result, Refusal>,
    decide: Decide<Result, Refusal>,
  ): Promise<ChangeResult<Result, Refusal> | undefined> {
    const { eventId, seatIds } = target
    const seats = await this.#ports.seats.find(eventId, seatIds)
    if (seats.length < seatIds.length) return refused(unknownSeats(seatIds, seats))

    const decision = await decide(seats)
    if (decision.outcome === 'refused') return decision
    if (decision.outcome === 'change') return this.#save(target, decision)
    // Where there is nothing left to do, the key may still be another request's.
    const earlier = await findEarlier<Result>(this.#ports.seats, target)
    if (earlier?.outcome === 'refused') return earlier
    return acknowledge(this.#ports.seats, target.eventId, decision)
  }

  /** @returns nothing when somebody else was faster */
  async #save<Result>(
    target: SeatsToChange<Result, unknown>,
    { change, result }: Change<Result>,
  ): Promise<ChangeResult<Result, never> | undefined> {
    const { eventId, requester, asked } = target
    const key = requester.idempotencyKey
    const texts = () => ({ fingerprint: JSON.stringify(asked), result: JSON.stringify(result) })
    const request = key === undefined ? undefined : { key, ...texts() }
    // The lock may have expired while we were paused; what was read decides, not the lock.
    const saved = await this.#ports.seats.save({ eventId, request, ...change })
    return saved === 'saved' ? { outcome: 'done', result } : undefined
  }
}

/** @returns the result of this very request, if it was carried out before, or that its key was used for another */
async function findEarlier<Result>(
  seats: Pick<SeatRepositoryPort, 'recall'>,
  { eventId, requester, asked }: Omit<Repeatable<Result, unknown>, 'repeat'>,
): Promise<ChangeResult<Result, never> | undefined> {
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
  seats: Pick<SeatRepositoryPort, 'recall' | 'acknowledge'>,
  request: Repeatable<Result, Refusal>,
): Promise<ChangeResult<Result, Refusal> | undefined> {
  const earlier = await findEarlier<Result>(seats, request)
  if (earlier?.outcome !== 'done') return earlier
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    const decision = await request.repeat(earlier.result)
    if (decision.outcome === 'refused') return decision
    const result = await acknowledge(seats, request.eventId, decision)
    if (result) return result
  }
  return refused({ reason: 'overtaken' })
}

/** @returns nothing when what the answer relies on has changed since it was read */
async function acknowledge<Result>(
  seats: Pick<SeatRepositoryPort, 'acknowledge'>,
  eventId: EventId,
  { reliesOn, result }: Unchanged<Result>,
): Promise<ChangeResult<Result, never> | undefined> {
  const outcome = await seats.acknowledge({ eventId, ...reliesOn })
  return outcome === 'acknowledged' ? { outcome: 'done', result } : undefined
}

/** Does again what was overtaken, for a change that goes by more than its seats and reads all of it each time. */
export async function untilNotOvertaken<Result, Refusal extends { readonly reason: string }>(
  change: () => Promise<ChangeResult<Result, Refusal>>,
): Promise<ChangeResult<Result, Refusal>> {
  for (let attempt = 1; ; attempt++) {
    const result = await change()
    const isOvertaken = result.outcome === 'refused' && result.refusal.reason === 'overtaken'
    if (!isOvertaken || attempt === ATTEMPTS_MAX) return result
  }
}

function unknownSeats(wanted: readonly SeatId[], found: readonly Seat[]): SeatsRefusal {
  const known = new Set(found.map((seat) => seat.id))
  return { reason: 'unknown-seats', seatIds: wanted.filter((seatId) => !known.has(seatId)) }
}

export function refused<Refusal>(refusal: Refusal): { outcome: 'refused'; refusal: Refusal } {
  return { outcome: 'refused', refusal }
}
