import type { Hold } from '../domain/hold.ts'
import type { Seat } from '../domain/seat.ts'
import {
  type ChangeDecision,
  type ChangeResult,
  ChangeSeats,
  type ChangeSeatsPorts,
  refused,
  type RepeatDecision,
  type Requester,
  untilNotOvertaken,
} from './change-seats.ts'
import type { ClockPort } from './ports/clock.port.ts'
import type { HoldRepositoryPort } from './ports/hold-repository.port.ts'

export interface ChangeHoldPorts extends ChangeSeatsPorts {
  readonly holds: HoldRepositoryPort
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
  /** Whether the result of an earlier execution still stands, by the hold and its seats at this time. */
  readonly repeat: OfHold<RepeatDecision<Result, HoldRefusal>>
}

/** What every change of an existing hold has in common: find it, check whose it is, then change its seats with it. */
export class ChangeHold {
  readonly #ports: ChangeHoldPorts
  readonly #changeSeats: ChangeSeats

  constructor(ports: ChangeHoldPorts, options: { readonly lockTtlMs: number }) {
    this.#ports = ports
    this.#changeSeats = new ChangeSeats(ports, options)
  }

  /**
   * @param decide is given the hold and its seats, as they are at this time
   * @throws {StoreUnavailableError} when the seat store cannot be reached
   */
  async execute<Result>(
    { command, withoutToken = false, asked, repeat }: HoldToChange<Result>,
    decide: OfHold<ChangeDecision<Result, HoldRefusal>>,
  ): Promise<ChangeResult<Result, HoldRefusal>> {
    // Whoever was faster may have changed the hold itself.
    return untilNotOvertaken(async () => {
      const hold = await this.#ports.holds.findHold(command.holdId)
      const isAllowed = withoutToken || hold?.tokenDigest === command.tokenDigest
      if (!hold || !isAllowed) return refused({ reason: 'unknown-hold' })

      const { eventId, seatIds } = hold
      const target = { eventId, seatIds, requester: command, asked, once: true }
      return this.#changeSeats.execute<Result, HoldRefusal>(
        { ...target, repeat: () => this.#repeat(hold.id, repeat) },
        (seats) => decide(hold, seats, this.#ports.clock.now()),
      )
    })
  }

  /** The hold has changed since, by the first execution at the latest, so it is read again. */
  async #repeat<Result>(
    holdId: string,
    repeat: HoldToChange<Result>['repeat'],
  ): Promise<RepeatDecision<Result, HoldRefusal>> {
    const hold = await this.#ports.holds.findHold(holdId)
    if (!hold) return refused({ reason: 'unknown-hold' })
    const seats = await this.#ports.seats.find(hold.eventId, hold.seatIds)
    return repeat(hold, seats, this.#ports.clock.now())
  }
}
