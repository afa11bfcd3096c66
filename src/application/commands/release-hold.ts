import { endHold, type Hold } from '../../domain/hold.ts'
import { freeSeats, isHeldBy } from '../../domain/seat.ts'
import type { ChangeHold, HoldCommand, HoldRefusal } from './change-hold.ts'
import { type ChangeResult, refused, type RepeatDecision } from './requests.ts'

export type ReleaseHoldResult = ChangeResult<null, HoldRefusal>

/** Gives the seats of a hold back. To release what is over anyway is no mistake, unless it became a booking. */
export class ReleaseHold {
  readonly #changeHold: ChangeHold

  constructor(changeHold: ChangeHold) {
    this.#changeHold = changeHold
  }

  /** @throws {StoreUnavailableError} when the seat store cannot be reached */
  execute(command: HoldCommand): Promise<ReleaseHoldResult> {
    const { holdId } = command
    return this.#changeHold.execute<null>({
      command,
      asked: { release: holdId },
      repeat: asReleased,
      decide(hold, seats) {
        if (hold.end) return asReleased(hold)

        // No seat may be left of a hold that has expired. It ends all the same, so that it is never confirmed late.
        const freed = freeSeats(seats, isHeldBy(holdId))
        const ended = { from: hold, to: endHold(hold, { kind: 'released' }) }
        return {
          outcome: 'change',
          change: { seats: freed, action: 'released', hold: ended },
          result: null,
        }
      },
    })
  }
}

function asReleased(hold: Hold): RepeatDecision<null, HoldRefusal> {
  return hold.end?.kind === 'released'
    ? { outcome: 'unchanged', reliesOn: { hold }, result: null }
    : refused({ reason: 'hold-gone' })
}
