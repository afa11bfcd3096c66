import { isForTarget } from '../report/targets.ts'
import type { ServerSpec } from './servers.ts'
import type { Workload } from './workload.ts'

/** How much is measured. */
export interface Extent {
  /** The number of rounds of measurements that a target needs. */
  readonly rounds: number
  /** The number of rounds of all others; 0 leaves them out. */
  readonly otherRounds: number
  readonly seconds: number
  /** The length of the warm-up round, which is not counted. */
  readonly warmUpSeconds: number
}

/** One server under one workload, in one round. */
export interface Turn {
  /** 0 is the warm-up. */
  readonly round: number
  readonly workload: Workload
  readonly spec: ServerSpec
  readonly seconds: number
}

/** Interleaves the servers round by round, so that a slow phase of the machine affects all of them. */
export function planSchedule(
  specs: readonly ServerSpec[],
  workloads: readonly Workload[],
  extent: Extent,
): Turn[] {
  const rounds = Array.from({ length: extent.rounds + 1 }, (_, round) => round)
  return rounds.flatMap((round) =>
    workloads.flatMap((workload) =>
      specs
        .filter((spec) => workload.suits(spec) && takesTurn(round, workload, spec, extent))
        .map((spec) => {
          const seconds = round === 0 ? extent.warmUpSeconds : extent.seconds
          return { round, workload, spec, seconds }
        }),
    ),
  )
}

function takesTurn(
  round: number,
  workload: Workload,
  spec: ServerSpec,
  { rounds, otherRounds }: Extent,
): boolean {
  const roundsOf = isForTarget(workload.name, spec.name) ? rounds : otherRounds
  if (roundsOf === 0) return false
  const { roundsMax } = workload
  if (roundsMax !== undefined) return round > 0 && round <= Math.min(roundsOf, roundsMax)
  return round <= roundsOf
}

/** The number of seats that the default event of a server needs for all of its turns. */
export function seatsFor(spec: ServerSpec, turns: readonly Turn[]): number {
  if (spec.seatCount !== undefined) return spec.seatCount
  return turns
    .filter((turn) => turn.spec.name === spec.name)
    .reduce((sum, { workload, seconds }) => sum + workload.seats(seconds), 0)
}
