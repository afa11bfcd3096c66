import type { Hold } from '../domain/hold.ts'
import type { Seat } from '../domain/seat.ts'
import {
  type ChangeDecision,
  type ChangeResult,
  ChangeSeats,
  type ChangeSeatsPorts,
  refused,
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

/** `unknown-hold` also when there is such a hold and the token is not its own, so that nobody learns that there is. */
export interface UnknownHold {
  readonly reason: 'unknown-hold'
}

export interface HoldToChange {
  readonly command: HoldCommand
  /** Whether the sender may do it without the hold's token. */
  readonly withoutToken?: boolean
  readonly asked: object
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
  async execute<Result, Refusal extends { readonly reason: string }>(
    { command, withoutToken = false, asked }: HoldToChange,
    decide: (
      hold: Hold,
      seats: readonly Seat[],
      now: Date,
    ) => ChangeDecision<Result, Refusal | UnknownHold>,
  ): Promise<ChangeResult<Result, Refusal | UnknownHold>> {
    // Whoever was faster may have changed the hold itself.
    return untilNotOvertaken(async () => {
      const hold = await this.#ports.holds.findHold(command.holdId)
      const isAllowed = withoutToken || hold?.tokenDigest === command.tokenDigest
      if (!hold || !isAllowed) return refused({ reason: 'unknown-hold' })

      const { eventId, seatIds } = hold
      return this.#changeSeats.execute<Result, Refusal | UnknownHold>(
        { eventId, seatIds, requester: command, asked, once: true },
        (seats) => decide(hold, seats, this.#ports.clock.now()),
      )
    })
  }
}
