import { type Hold, releaseHold } from '../../domain/hold.ts'
import { freeSeats, isHeldBy } from '../../domain/seat.ts'
import type { RetryDecision } from '../changes/change-decision.ts'
import type { ChangeHold, HoldCommand, HoldRefusal } from '../changes/change-hold.ts'
import { type ChangeResult, refused } from '../changes/change-result.ts'

export type ReleaseHoldResult = ChangeResult<null, HoldRefusal>

/** Releases a hold. Releasing a released or expired hold is not an error; releasing a confirmed one is. */
export class ReleaseHold {
  readonly #changeHold: ChangeHold

  constructor(changeHold: ChangeHold) {
    this.#changeHold = changeHold
  }

  execute(command: HoldCommand): Promise<ReleaseHoldResult> {
    const { holdId } = command
    return this.#changeHold.execute<null>({
      command,
      content: { release: holdId },
      onRetry: asReleased,
      decide(hold, seats, { now }) {
        if (hold.end) return asReleased(hold)

        // An expired hold may have no seats left. It is ended anyway, so that it cannot be confirmed later.
        const freed = freeSeats(seats, isHeldBy(holdId))
        const ended = { from: hold, to: releaseHold(hold, now) }
        return {
          outcome: 'change',
          change: { seats: freed, action: 'released', hold: ended },
          reliesOn: seats.filter((seat) => !isHeldBy(holdId)(seat)),
          result: null,
        }
      },
    })
  }
}

function asReleased(hold: Hold): RetryDecision<null, HoldRefusal> {
  return hold.end?.kind === 'released'
    ? { outcome: 'unchanged', reliesOn: { hold }, result: null }
    : refused({ reason: 'hold-gone' })
}
