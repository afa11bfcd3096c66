import { endHold, type Hold } from '../domain/hold.ts'
import { freeSeats, isHeldBy } from '../domain/seat.ts'
import {
  ChangeHold,
  type ChangeHoldPorts,
  type HoldCommand,
  type HoldRefusal,
} from './change-hold.ts'
import { type ChangeResult, refused, type RepeatDecision } from './change-seats.ts'

export type ReleaseHoldResult = ChangeResult<null, HoldRefusal>

/** Gives the seats of a hold back. To release what is over anyway is no mistake, unless it became a booking. */
export class ReleaseHold {
  readonly #changeHold: ChangeHold

  constructor(ports: ChangeHoldPorts, options: { readonly lockTtlMs: number }) {
    this.#changeHold = new ChangeHold(ports, options)
  }

  /** @throws {StoreUnavailableError} when the seat store cannot be reached */
  execute(command: HoldCommand): Promise<ReleaseHoldResult> {
    const { holdId, actor, requestId } = command
    const target = { command, asked: { release: holdId }, repeat: asReleased }

    return this.#changeHold.execute(target, (hold, seats, now) => {
      if (hold.end) return asReleased(hold)

      return {
        outcome: 'change',
        change: {
          // None may be left of a hold that has expired. It ends all the same, so that it is never confirmed late.
          seats: freeSeats(seats, isHeldBy(holdId)),
          action: 'released',
          cause: { actor, requestId, at: now },
          hold: { from: hold, to: endHold(hold, { kind: 'released' }) },
        },
        result: null,
      }
    })
  }
}

function asReleased(hold: Hold): RepeatDecision<null, HoldRefusal> {
  return hold.end?.kind === 'released'
    ? { outcome: 'unchanged', reliesOn: { hold }, result: null }
    : refused({ reason: 'hold-gone' })
}
