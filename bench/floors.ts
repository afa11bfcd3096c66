import { BARS, judge, type Judgement } from './bars.ts'
import type { Outcome } from './measure.ts'
import type { Turn } from './turns.ts'

/**
 * How much of a bar is asked when the speed is only guarded. A run of half a minute on a machine with other things to
 * do is a third off now and then; what costs a third of the speed by mistake is found by a full run.
 */
const SHARE_OF_BAR = 0.6

/** What is guarded: requests a second next to another server in the same run, and never a time. */
const GUARDED = BARS.filter(
  ({ workload, figure, against }) =>
    ['hot', 'own'].includes(workload) && figure === 'requestsPerSecond' && against !== undefined,
)

/** A bar, and how little of it is put up with. */
export interface Floor extends Judgement {
  readonly floor: number
  /** Also when it was not measured, since then nobody knows. */
  readonly isBelow: boolean
}

/** Holds what was measured against the floors. */
export function holdAgainstFloors(outcomes: readonly Outcome[]): Floor[] {
  const titles = new Set(GUARDED.map(({ title }) => title))
  return judge(outcomes)
    .filter(({ title }) => titles.has(title))
    .map((judgement) => {
      const floor = judgement.bar * SHARE_OF_BAR
      return { ...judgement, floor, isBelow: !((judgement.value ?? NaN) >= floor) }
    })
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
