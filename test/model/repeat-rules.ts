import { currentOf, type HallModel, type ModelHold } from './hall-model.ts'
import { isActive, remaining, withAdjacency } from './hold-rules.ts'
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
      const verdict = {
        outcome: 'done' as const,
        result: { ...(result as object), seatIds, expiresAtMs },
      }
      return asked.to === 'hold the best' ? withAdjacency(verdict) : verdict
    }
    case 'extend': {
      const hold = activeHold(model, asked.holdId)
      return hold
        ? { outcome: 'done', result: { expiresAtMs: hold.untilMs } }
        : no({ reason: 'hold-gone' })
    }
    case 'release seats': {
      const hold = model.holds.find(({ id }) => id === asked.holdId)
      if (!hold || (hold.end && hold.end !== 'released')) return no({ reason: 'hold-gone' })
      const isHeldAgain = !hold.end && asked.seatIds.some((seatId) => hold.seatIds.includes(seatId))
      return isHeldAgain
        ? no({ reason: 'result-gone' })
        : { outcome: 'done', result: remaining(hold) }
    }
    case 'confirm': {
      const seatIds = seatsOf(model, (result as { readonly bookingId: string }).bookingId)
      return seatIds.length === 0
        ? no({ reason: 'hold-gone' })
        : { outcome: 'done', result: { ...(result as object), seatIds } }
    }
    case 'book': {
      const seatIds = seatsOf(model, (result as { readonly bookingId: string }).bookingId)
      return doneIf(
        asked.seatIds.every((seatId) => seatIds.includes(seatId)),
        result,
      )
    }
    case 'release':
    case 'cancel':
      return { outcome: 'done', result }
    case 'cancel seats': {
      const seatIds = seatsOf(model, asked.bookingId)
      return doneIf(!asked.seatIds.some((seatId) => seatIds.includes(seatId)), result)
    }
    case 'move': {
      const seatIds = seatsOf(model, asked.bookingId)
      return doneIf(
        asked.moves.every(({ to }) => seatIds.includes(to)),
        result,
      )
    }
    case 'change the reference': {
      const booking = model.bookings.find(({ id }) => id === asked.bookingId)
      return doneIf(booking?.reference === asked.reference, result)
    }
    case 'block':
    case 'unblock': {
      const isBlocked = (seatId: string) => model.statusOf(seatId) === 'blocked'
      const isStanding = asked.seatIds.every(
        (seatId) => isBlocked(seatId) === (asked.to === 'block'),
      )
      return doneIf(isStanding, result)
    }
  }
}

function doneIf(isStanding: boolean, result: unknown): Verdict {
  return isStanding ? { outcome: 'done', result } : no({ reason: 'result-gone' })
}

function activeHold(model: HallModel, holdId: string): ModelHold | undefined {
  return model.holds.find((hold) => hold.id === holdId && isActive(model, hold))
}

/** The seats that the booking has; none if it is cancelled. */
function seatsOf(model: HallModel, bookingId: string): readonly string[] {
  const booking = model.bookings.find(({ id }) => id === bookingId)
  return booking ? currentOf(booking) : []
}
