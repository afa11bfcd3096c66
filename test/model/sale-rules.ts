import type { HallModel, ModelState } from './hall-model.ts'
import type { Ids, Request } from './requests.ts'
import { no, obstacles, type Verdict } from './verdict.ts'

export function book(
  model: HallModel,
  { seatIds }: Pick<Request<'book'>, 'seatIds'>,
  { bookingId, code }: Ids,
): Verdict {
  const refusals = obstacles(model, seatIds)
  if (refusals.length > 0) return no(...refusals)
  const apply = () => {
    model.sell(seatIds, bookingId, code)
  }
  return { outcome: 'done', result: { bookingId, code, seatIds }, apply }
}

/** Seats that are already blocked stay blocked. */
export function block(model: HallModel, { seatIds }: Request<'block'>): Verdict {
  const others = seatIds.filter((seatId) => model.statusOf(seatId) !== 'blocked')
  const refusals = obstacles(model, others)
  if (refusals.length > 0) return no(...refusals)
  return changeOf(model, others, { status: 'blocked' }, { seatIds })
}

export function unblock(model: HallModel, { seatIds }: Request<'unblock'>): Verdict {
  const unknown = obstacles(model, seatIds).filter(({ reason }) => reason === 'unknown-seats')
  if (unknown.length > 0) return no(...unknown)
  const blocked = seatIds.filter((seatId) => model.statusOf(seatId) === 'blocked')
  return changeOf(model, blocked, { status: 'available' }, { seatIds })
}

function changeOf(
  model: HallModel,
  changed: readonly string[],
  state: ModelState,
  result: object,
): Verdict {
  if (changed.length === 0) return { outcome: 'done', result }
  const apply = () => {
    model.become(changed, state)
  }
  return { outcome: 'done', result, apply }
}
