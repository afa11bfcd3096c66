import { extendHold, type Hold, holdStatusAt, type HoldTerms } from '../../domain/hold.ts'
import { takeSeats } from '../../domain/seat.ts'
import type { RetryDecision } from '../changes/change-decision.ts'
import type { ChangeHold, HoldCommand, HoldRefusal } from '../changes/change-hold.ts'
import { type ChangeResult, refused } from '../changes/change-result.ts'
import type { ClientQuota, TooManySeatsForClient } from '../changes/client-quota.ts'
import type { NotOnSale, SaleCheck } from '../changes/sale-check.ts'

export interface ExtendHoldCommand extends HoldCommand {
  readonly ttlMs?: number | undefined
}

export interface ExtendedHold {
  readonly expiresAtMs: number
}

/** `hold-gone`: the hold has expired, or was released or confirmed. */
export type ExtendHoldResult = ChangeResult<
  ExtendedHold,
  HoldRefusal | NotOnSale | TooManySeatsForClient
>

/**
 * Extends a hold, up to its maximum lifetime. An extension by less than the minimum changes nothing. Outside the sale,
 * a hold keeps its deadline.
 */
export class ExtendHold {
  readonly #changeHold: ChangeHold
  readonly #quota: ClientQuota
  readonly #sale: SaleCheck
  readonly #terms: HoldTerms

  constructor(changeHold: ChangeHold, quota: ClientQuota, sale: SaleCheck, terms: HoldTerms) {
    this.#changeHold = changeHold
    this.#quota = quota
    this.#sale = sale
    this.#terms = terms
  }

  execute(command: ExtendHoldCommand): Promise<ExtendHoldResult> {
    const { holdId, ttlMs } = command
    return this.#changeHold.execute<ExtendedHold, NotOnSale | TooManySeatsForClient>({
      command,
      // Otherwise another request could count the hold as expired while it is extended.
      clientOf: (hold) => this.#quota.clientFor('lock', hold.clientId),
      content: { extend: holdId, ttlMs },
      onRetry: asExtended,
      decide: async (hold, seats, { now }) => {
        if (holdStatusAt(hold, now) !== 'active') return refused({ reason: 'hold-gone' })
        // Also for a hold of a seller: a hold stores its client only while a limit per client is set.
        const notOnSale = await this.#sale.check(hold.eventId, 'public')
        if (notOnSale) return notOnSale

        const extended = extendHold(hold, seats, { ttlMs, now }, this.#terms)
        const heldUntil = extended.expiresAt
        const decision = takeSeats(seats, { status: 'held', holdId, heldUntil }, { now, holdId })
        const isComplete = decision.outcome === 'taken' && seats.length === hold.seatIds.length
        if (!isComplete) return refused({ reason: 'hold-gone' })
        const result = { expiresAtMs: heldUntil.getTime() }
        if (extended === hold) return { outcome: 'unchanged', reliesOn: { seats, hold }, result }
        const { eventId, seatIds, clientId } = hold
        const exceeded = await this.#quota.checkSeats({ eventId, seatIds, clientId, hold, now })
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
function asExtended(hold: Hold, now: Date): RetryDecision<ExtendedHold, HoldRefusal> {
  if (holdStatusAt(hold, now) !== 'active') return refused({ reason: 'hold-gone' })
  const result = { expiresAtMs: hold.expiresAt.getTime() }
  return { outcome: 'unchanged', reliesOn: { hold }, result }
}
