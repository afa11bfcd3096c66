import type { HallModel, ModelHold } from './hall-model.ts'
import { isActive } from './hold-rules.ts'
import type { Asked } from './requests.ts'
import { no, type Verdict } from './verdict.ts'

/** The result of a retry: the current state of the first result, or that it is no longer valid. */
export function repeat(model: HallModel, asked: Asked, result: unknown): Verdict {
  switch (asked.to) {
    case 'hold':
    case 'hold the best': {
      const hold = activeHold(model, (result as { readonly holdId: string }).holdId)
      if (!hold) return no({ reason: 'result-gone' })
      const { seatIds, untilMs: expiresAtMs } = hold
      return { outcome: 'done', result: { ...(result as object), seatIds, expiresAtMs } }
    }
    case 'extend': {
      const hold = activeHold(model, asked.holdId)
      return hold
        ? { outcome: 'done', result: { expiresAtMs: hold.untilMs } }
        : no({ reason: 'hold-gone' })
    }
    case 'confirm':
      return isCancelled(model, result) ? no({ reason: 'hold-gone' }) : { outcome: 'done', result }
    case 'book':
      return isCancelled(model, result)
        ? no({ reason: 'result-gone' })
        : { outcome: 'done', result }
    case 'release':
    case 'cancel':
      return { outcome: 'done', result }
    case 'block':
    case 'unblock': {
      const isBlocked = (seatId: string) => model.statusOf(seatId) === 'blocked'
      const isStanding = asked.seatIds.every(
        (seatId) => isBlocked(seatId) === (asked.to === 'block'),
      )
      return isStanding ? { outcome: 'done', result } : no({ reason: 'result-gone' })
    }
  }
}

function activeHold(model: HallModel, holdId: string): ModelHold | undefined {
  return model.holds.find((hold) => hold.id === holdId && isActive(model, hold))
}

function isCancelled(model: HallModel, result: unknown): boolean {
  const { bookingId } = result as { readonly bookingId: string }
  return model.bookings.find(({ id }) => id === bookingId)?.isCancelled ?? true
}
