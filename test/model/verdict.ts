import type { HallModel } from './hall-model.ts'

/** If several reasons apply, any of them is allowed. Without `apply`, nothing changes. */
export type Verdict =
  | { readonly outcome: 'done'; readonly result: unknown; readonly apply?: () => void }
  | { readonly outcome: 'refused'; readonly refusals: readonly Refusal[] }

export interface Refusal {
  readonly reason: string
  readonly [detail: string]: unknown
}

export function no(...refusals: Refusal[]): Verdict {
  return { outcome: 'refused', refusals }
}

/** Lists all seats that do not exist or are not available. */
export function obstacles(
  model: HallModel,
  seatIds: readonly string[],
  ownHoldId?: string,
): Refusal[] {
  const unknown = seatIds.filter((seatId) => !model.seats.has(seatId))
  const conflicts = seatIds.flatMap((seatId) => {
    const [reason, state] = [model.statusOf(seatId), model.seats.get(seatId)?.state]
    const isOwn = state?.status === 'held' && state.holdId === ownHoldId
    return reason === undefined || reason === 'available' || isOwn ? [] : { seatId, reason }
  })
  return [
    ...(unknown.length > 0 ? [{ reason: 'unknown-seats', seatIds: unknown }] : []),
    ...(conflicts.length > 0 ? [{ reason: 'not-available', conflicts }] : []),
  ]
}
