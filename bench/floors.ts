import { BARS, judge, type Judgement } from './report/targets.ts'
import type { Outcome } from './outcome.ts'
import type { Turn } from './rig/schedule.ts'

/** What is guarded: requests a second next to another server in the same run, and never a time. */
const GUARDED = BARS.filter(({ floor }) => floor !== undefined)

/** A bar, and how much less is put up with. */
export interface Floor extends Judgement {
  readonly floor: number
  /** Also when it was not measured, since then nobody knows. */
  readonly isBelow: boolean
}

/** Holds what was measured against the floors. */
export function holdAgainstFloors(outcomes: readonly Outcome[]): Floor[] {
  return judge(outcomes).flatMap(({ floor, ...judgement }) =>
    floor === undefined
      ? []
      : [{ ...judgement, floor, isBelow: !((judgement.value ?? NaN) >= floor) }],
  )
}

/** Whether a turn is needed to know how some of the guarded ratios are. */
export function isNeededFor(
  floors: readonly Pick<Floor, 'workload' | 'server' | 'against'>[],
): (turn: Turn) => boolean {
  return ({ workload, spec }) =>
    floors.some(
      (floor) =>
        floor.workload === workload.name &&
        (floor.server === spec.name || floor.against === spec.name),
    )
}

/** The turns after which all that is guarded is known, for so many rounds. */
export const isGuarded = isNeededFor(GUARDED)
