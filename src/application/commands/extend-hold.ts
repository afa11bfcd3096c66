import { extendHold, type Hold, holdStatusAt } from '../../domain/hold.ts'
import { isHeldBy, type Seat, takeSeats } from '../../domain/seat.ts'
import type { ChangeHold, HoldCommand, HoldRefusal } from './change-hold.ts'
import type { HoldLimits } from './place-hold.ts'
import { type ChangeResult, refused, type RepeatDecision } from './requests.ts'

export interface ExtendHoldCommand extends HoldCommand {
  readonly ttlMs?: number | undefined
}

export interface ExtendedHold {
  readonly expiresAtMs: number
}

/** `hold-gone`: the hold has expired, or was released or confirmed. */
export type ExtendHoldResult = ChangeResult<ExtendedHold, HoldRefusal>

/** Extends a hold, up to its maximum lifetime. An extension by less than the minimum changes nothing. */
export class ExtendHold {
  readonly #changeHold: ChangeHold
  readonly #limits: HoldLimits

  constructor(changeHold: ChangeHold, limits: HoldLimits) {
    this.#changeHold = changeHold
    this.#limits = limits
  }

  execute(command: ExtendHoldCommand): Promise<ExtendHoldResult> {
    const { holdId } = command
    const ttlMs = Math.min(command.ttlMs ?? this.#limits.ttlDefaultMs, this.#limits.ttlMaxMs)
    const asked = { extend: holdId, ttlMs: command.ttlMs }

    return this.#changeHold.execute<ExtendedHold>({
      command,
      asked,
      repeat: asExtended,
      decide: (hold, seats, now) => {
        if (holdStatusAt(hold, now) !== 'active') return refused({ reason: 'hold-gone' })

        // If seats of the hold were lost, save the change regardless of the minimum, to take them again.
        const extensionMinMs = seats.every(isHeldBy(holdId)) ? this.#limits.extensionMinMs : 0
        const extended = extendHold(hold, { now, ttlMs, extensionMinMs })
        const heldUntil = extended.expiresAt
        const decision = takeSeats(seats, { status: 'held', holdId, heldUntil }, { now, holdId })
        if (decision.outcome === 'refused') return refused({ reason: 'hold-gone' })
        const result = { expiresAtMs: heldUntil.getTime() }
        if (extended === hold) return { outcome: 'unchanged', reliesOn: { seats, hold }, result }
        const change = { seats: decision.seats, hold: { from: hold, to: extended } }
        return { outcome: 'change', change: { action: 'extended', ...change }, result }
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
