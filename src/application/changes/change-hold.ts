import { type Hold, type HoldAccess, mayAccess } from '../../domain/hold.ts'
import type { Seat, SeatId } from '../../domain/seat.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { HoldRepositoryPort } from '../ports/hold-repository.port.ts'
import type { ChangeDecision, RetryDecision } from './change-decision.ts'
import { type ChangeResult, refused } from './change-result.ts'
import type { ChangeSeats } from './change-seats.ts'
import type { Requester } from './requester.ts'

export interface ChangeHoldPorts {
  readonly holds: HoldRepositoryPort
  readonly clock: ClockPort
}

export interface HoldCommand extends Requester, HoldAccess {
  readonly holdId: string
}

/**
 * `unknown-hold`: the hold does not exist or the token is wrong; not distinguished, so that ids cannot be probed.
 * `hold-gone`: the hold has ended; the exact condition depends on the use case.
 */
export interface HoldRefusal {
  readonly reason: 'unknown-hold' | 'hold-gone'
}

/** The time of an attempt, and whether it is the first. */
export interface Attempt {
  readonly now: Date
  /** False if a concurrent change has overtaken an earlier attempt. */
  readonly isFirst: boolean
}

type OrPromise<Value> = Value | Promise<Value>

/** @typeParam Refusal the refusals of the use case beside those of every change of a hold */
export interface HoldToChange<Result, Refusal = never> {
  readonly command: HoldCommand
  /** Seats to lock and read beside those of the hold. */
  readonly otherSeatIds?: readonly SeatId[]
  /** Returns the client to lock as well, if any. */
  readonly clientOf?: (hold: Hold) => string | undefined
  /** The content of the request, for its idempotency record. */
  readonly content: object
  /** Decides from the hold and the seats. An expired or ended hold may have seats that the event no longer has. */
  readonly decide: (
    hold: Hold,
    seats: readonly Seat[],
    attempt: Attempt,
  ) => OrPromise<ChangeDecision<Result, HoldRefusal | Refusal>>
  /** Checks for a retry whether the result of the first execution is still valid. */
  readonly onRetry: (
    hold: Hold,
    now: Date,
  ) => OrPromise<RetryDecision<Result, HoldRefusal | Refusal>>
}

/** The common part of all changes of an existing hold: find the hold, check the token, change it and its seats. */
export class ChangeHold {
  readonly #changeSeats: ChangeSeats
  readonly #ports: ChangeHoldPorts

  constructor(changeSeats: ChangeSeats, ports: ChangeHoldPorts) {
    this.#changeSeats = changeSeats
    this.#ports = ports
  }

  execute<Result, Refusal = never>({
    command,
    otherSeatIds = [],
    clientOf,
    content,
    decide,
    onRetry,
  }: HoldToChange<Result, Refusal>): Promise<ChangeResult<Result, HoldRefusal | Refusal>> {
    return this.#changeSeats.execute<Result, HoldRefusal | Refusal>(async (isFirst) => {
      const hold = await this.#ports.holds.findHold(command.holdId)
      if (!hold || !mayAccess(hold, command)) return refused({ reason: 'unknown-hold' })

      return {
        eventId: hold.eventId,
        seatIds: [...new Set([...hold.seatIds, ...otherSeatIds])],
        optionalSeatIds: hold.seatIds,
        clientId: clientOf?.(hold),
        requester: command,
        content,
        decide: async (seats, now) => {
          const decision = await decide(hold, seats, { now, isFirst })
          const isOutdated = decision.outcome === 'refused' && (await this.#hasChanged(hold))
          return isOutdated ? { outcome: 'overtaken' } : decision
        },
        onRetry: () => this.#onRetry(hold.id, onRetry),
      }
    })
  }

  /**
   * Whether the hold was changed after it was read, which is before its seats are locked. Then the cause of a refusal may
   * be that change: a concurrent confirmation of the same hold has booked its seats.
   */
  async #hasChanged({ id, version, end }: Hold): Promise<boolean> {
    return !end && (await this.#ports.holds.findHold(id))?.version !== version
  }

  /** Reads the hold again, because the first execution has changed it. */
  async #onRetry<Result, Refusal>(
    holdId: string,
    onRetry: HoldToChange<Result, Refusal>['onRetry'],
  ): Promise<RetryDecision<Result, HoldRefusal | Refusal>> {
    const { holds, clock } = this.#ports
    const hold = await holds.findHold(holdId)
    if (!hold) return refused({ reason: 'unknown-hold' })
    return onRetry(hold, clock.now())
  }
}
