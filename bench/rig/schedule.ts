import { isForABar } from '../report/targets.ts'
import type { ServerSpec } from './servers.ts'
import type { Workload } from './workload.ts'

/** How much is measured. */
export interface Extent {
  /** How many rounds there are of what a bar is about. */
  readonly rounds: number
  /** How many there are of everything else; 0 to leave it out. */
  readonly otherRounds: number
  readonly seconds: number
  /** How long each server is asked each thing before the first round, which counts for nothing. */
  readonly warmUpSeconds: number
}

/** One server is asked one thing. */
export interface Turn {
  /** 0 is the warm-up. */
  readonly round: number
  readonly workload: Workload
  readonly spec: ServerSpec
  readonly seconds: number
}

/** Lets servers take turns, round by round, so that whatever slows the machine down for a while hits all of them. */
export function planTurns(
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
  const roundsOf = isForABar(workload.name, spec.name) ? rounds : otherRounds
  if (roundsOf === 0) return false
  const { roundsMax } = workload
  if (roundsMax !== undefined) return round > 0 && round <= Math.min(roundsOf, roundsMax)
  return round <= roundsOf
}

/** How many seats the default event of a server needs for all of its turns. */
export function seatsFor(spec: ServerSpec, turns: readonly Turn[]): number {
  if (spec.seatCount !== undefined) return spec.seatCount
  return turns
    .filter((turn) => turn.spec.name === spec.name)
    .reduce((sum, { workload, seconds }) => sum + workload.seats(seconds), 0)
}
