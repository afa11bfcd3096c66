import { type Hold, withoutSeats } from '../../domain/hold.ts'
import type { Buyer } from '../../domain/sale.ts'
import { type EventId, freeSeats, isHeldBy, type SeatId } from '../../domain/seat.ts'
import type { PublicSeatRules, SeatRuleRefusal } from '../best-seats/public-seat-rules.ts'
import type { RetryDecision, Unchanged } from '../changes/change-decision.ts'
import type { ChangeHold, HoldCommand, HoldRefusal } from '../changes/change-hold.ts'
import { type ChangeResult, refused } from '../changes/change-result.ts'

export interface ReleaseHeldSeatsCommand extends HoldCommand {
  /** Distinct. */
  readonly seatIds: readonly SeatId[]
  /** Sellers may release any seats. Default: the public. */
  readonly buyer?: Buyer | undefined
}

/** The hold after the release. It has ended if it has no seats. */
export interface RemainingHold {
  readonly eventId: EventId
  readonly version: number
  readonly seatIds: readonly SeatId[]
  readonly expiresAtMs: number
}

export type ReleaseHeldSeatsResult = ChangeResult<RemainingHold, HoldRefusal | SeatRuleRefusal>

/**
 * Releases some seats of a hold. Without its last seat, the hold is released. Seats that do not belong to the hold stay
 * unchanged. `hold-gone`: the hold was confirmed. `splits-table`: the public would keep a part of a table.
 * `leaves-single-seats`: the public would keep seats that leave a released one single.
 */
export class ReleaseHeldSeats {
  readonly #changeHold: ChangeHold
  readonly #rules: Pick<PublicSeatRules, 'checkRelease'>

  constructor(changeHold: ChangeHold, rules: Pick<PublicSeatRules, 'checkRelease'>) {
    this.#changeHold = changeHold
    this.#rules = rules
  }

  execute(command: ReleaseHeldSeatsCommand): Promise<ReleaseHeldSeatsResult> {
    const { holdId, seatIds, buyer = 'public' } = command
    const has = (hold: Hold) => hold.seatIds.some((seatId) => seatIds.includes(seatId))
    return this.#changeHold.execute<RemainingHold, SeatRuleRefusal>({
      command,
      otherSeatIds: seatIds,
      content: { release: holdId, seatIds },
      onRetry(hold) {
        if (hold.end) return asReleased(hold)
        return has(hold) ? refused({ reason: 'result-gone' }) : unchanged(hold)
      },
      decide: async (hold, seats, { now }) => {
        if (hold.end) return asReleased(hold)
        if (!has(hold)) return unchanged(hold)
        const broken = buyer === 'public' && (await this.#rules.checkRelease(hold, seatIds))
        if (broken) return broken

        const rest = withoutSeats(hold, seatIds, now)
        const named = seats.filter(({ id }) => seatIds.includes(id))
        return {
          outcome: 'change',
          change: {
            seats: freeSeats(named, isHeldBy(holdId)),
            action: 'released',
            hold: { from: hold, to: rest },
          },
          reliesOn: named.filter((seat) => !isHeldBy(holdId)(seat)),
          result: remaining(rest),
        }
      },
    })
  }
}

function asReleased(hold: Hold): RetryDecision<RemainingHold, HoldRefusal> {
  return hold.end?.kind === 'released' ? unchanged(hold) : refused({ reason: 'hold-gone' })
}

function unchanged(hold: Hold): Unchanged<RemainingHold> {
  return { outcome: 'unchanged', reliesOn: { hold }, result: remaining(hold) }
}

function remaining({ eventId, version, seatIds, expiresAt, end }: Hold): RemainingHold {
  return { eventId, version, seatIds: end ? [] : seatIds, expiresAtMs: expiresAt.getTime() }
}
