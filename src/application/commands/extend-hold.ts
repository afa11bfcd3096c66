import { type Hold, holdStatusAt } from '../../domain/hold.ts'
import { type Seat, takeSeats } from '../../domain/seat.ts'
import type { RepeatDecision } from '../changes/change-decision.ts'
import type { ChangeHold, HoldCommand, HoldRefusal } from '../changes/change-hold.ts'
import { type ChangeResult, refused } from '../changes/change-result.ts'
import type { ClientQuota, TooManySeatsForClient } from '../changes/client-quota.ts'
import { extendWithin, type HoldLimits, ttlWithin } from '../changes/hold-limits.ts'

export interface ExtendHoldCommand extends HoldCommand {
  readonly ttlMs?: number | undefined
}

export interface ExtendedHold {
  readonly expiresAtMs: number
}

/** `hold-gone`: the hold has expired, or was released or confirmed. */
export type ExtendHoldResult = ChangeResult<ExtendedHold, HoldRefusal | TooManySeatsForClient>

/** Extends a hold, up to its maximum lifetime. An extension by less than the minimum changes nothing. */
export class ExtendHold {
  readonly #changeHold: ChangeHold
  readonly #quota: ClientQuota
  readonly #limits: HoldLimits

  constructor(changeHold: ChangeHold, quota: ClientQuota, limits: HoldLimits) {
    this.#changeHold = changeHold
    this.#quota = quota
    this.#limits = limits
  }

  execute(command: ExtendHoldCommand): Promise<ExtendHoldResult> {
    const { holdId } = command
    const ttlMs = ttlWithin(this.#limits, command.ttlMs)

    return this.#changeHold.execute<ExtendedHold, TooManySeatsForClient>({
      command,
      // Otherwise another request could count the hold as expired while it is extended.
      clientOf: ({ clientId }) => (this.#quota.countsClients ? clientId : undefined),
      content: { extend: holdId, ttlMs: command.ttlMs },
      repeat: asExtended,
      decide: async (hold, seats, now) => {
        if (holdStatusAt(hold, now) !== 'active') return refused({ reason: 'hold-gone' })

        const extended = extendWithin(this.#limits, hold, { seats, ttlMs, now })
        const heldUntil = extended.expiresAt
        const decision = takeSeats(seats, { status: 'held', holdId, heldUntil }, { now, holdId })
        if (decision.outcome === 'refused') return refused({ reason: 'hold-gone' })
        const result = { expiresAtMs: heldUntil.getTime() }
        if (extended === hold) return { outcome: 'unchanged', reliesOn: { seats, hold }, result }
        const exceeded = await this.#quota.checkSeatsOf(hold, hold.clientId, now)
        if (exceeded) return exceeded
        return {
          outcome: 'change',
          change: {
            seats: decision.seats,
            action: 'extended',
            hold: { from: hold, to: extended },
          },
          result,
        }
      },
    })
  }
}

/** Returns the current deadline, which is never earlier than the one in the first response. */
function asExtended(
  hold: Hold,
  _seats: readonly Seat[],
  now: Date,
): RepeatDecision<ExtendedHold, HoldRefusal> {
  if (holdStatusAt(hold, now) !== 'active') return refused({ reason: 'hold-gone' })
  const result = { expiresAtMs: hold.expiresAt.getTime() }
  return { outcome: 'unchanged', reliesOn: { hold }, result }
}
