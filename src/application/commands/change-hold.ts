import type { Hold } from '../../domain/hold.ts'
import type { Seat } from '../../domain/seat.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { HoldRepositoryPort } from '../ports/hold-repository.port.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'
import type { ChangeDecision, ChangeSeats } from './change-seats.ts'
import { type ChangeResult, refused, type RepeatDecision, type Requester } from './requests.ts'

export interface ChangeHoldPorts {
  readonly holds: HoldRepositoryPort
  readonly seats: Pick<SeatRepositoryPort, 'find'>
  readonly clock: ClockPort
}

export interface HoldCommand extends Requester {
  readonly holdId: string
  /** The digest of the token that the sender gave; nobody but the holder knows the token. */
  readonly tokenDigest?: string | undefined
}

/**
 * `unknown-hold` also when there is such a hold and the token is not its own, so that nobody learns that there is.
 * `hold-gone`: it has ended, as each change of a hold says on its own.
 */
export interface HoldRefusal {
  readonly reason: 'unknown-hold' | 'hold-gone'
}

type OfHold<Decision> = (hold: Hold, seats: readonly Seat[], now: Date) => Decision

export interface HoldToChange<Result> {
  readonly command: HoldCommand
  /** Whether the sender may do it without the hold's token. */
  readonly withoutToken?: boolean
  readonly asked: object
  /** Decides by the hold and its seats as they are at this time. */
  readonly decide: OfHold<ChangeDecision<Result, HoldRefusal>>
  /** Whether the result of an earlier execution still stands, by the hold and its seats at this time. */
  readonly repeat: OfHold<RepeatDecision<Result, HoldRefusal>>
}

/** What every change of an existing hold has in common: find it, check whose it is, then change its seats with it. */
export class ChangeHold {
  readonly #changeSeats: ChangeSeats
  readonly #ports: ChangeHoldPorts

  constructor(changeSeats: ChangeSeats, ports: ChangeHoldPorts) {
    this.#changeSeats = changeSeats
    this.#ports = ports
  }

  /** @throws {StoreUnavailableError} when the seat store cannot be reached */
  execute<Result>({
    command,
    withoutToken = false,
    asked,
    decide,
    repeat,
  }: HoldToChange<Result>): Promise<ChangeResult<Result, HoldRefusal>> {
    return this.#changeSeats.execute<Result, HoldRefusal>(async () => {
      const hold = await this.#ports.holds.findHold(command.holdId)
      const isAllowed = withoutToken || hold?.tokenDigest === command.tokenDigest
      if (!hold || !isAllowed) return refused({ reason: 'unknown-hold' })

      const { eventId, seatIds } = hold
      return {
        eventId,
        seatIds,
        requester: command,
        asked,
        decide: (seats, now) => decide(hold, seats, now),
        repeat: () => this.#repeat(hold.id, repeat),
      }
    })
  }

  /** The hold has changed since, by the first execution at the latest, so it is read again. */
  async #repeat<Result>(
    holdId: string,
    repeat: HoldToChange<Result>['repeat'],
  ): Promise<RepeatDecision<Result, HoldRefusal>> {
    const { holds, seats, clock } = this.#ports
    const hold = await holds.findHold(holdId)
    if (!hold) return refused({ reason: 'unknown-hold' })
    return repeat(hold, await seats.find(hold.eventId, hold.seatIds), clock.now())
  }
}
