import { parseArgs } from 'node:util'

import { BARS } from './bars.ts'
import type { Extent } from './measure.ts'
import { SERVERS, type ServerSpec } from './servers.ts'
import { type Workload, WORKLOADS } from './workloads.ts'

export interface BenchOptions {
  readonly servers: readonly ServerSpec[]
  readonly workloads: readonly Workload[]
  readonly extent: Extent
  /** Where to write the figures. */
  readonly jsonFile: string | undefined
  /** Where to draw them. */
  readonly chartFile: string | undefined
}

/** The command line asks for something that there is not; the message says what there is. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const FULL: Extent = { rounds: 5, seconds: 2, warmUpSeconds: 1 }
const QUICK: Extent = { rounds: 2, seconds: 1, warmUpSeconds: 1 }

/** More would need more seats than the default event may have. */
const ROUNDS_MAX = FULL.rounds

export const USAGE = `Usage: npm run bench [-- OPTION...]

Measures this service beside the same route as others would write it, all on
private servers that are started for it, and sweeps after each run for seats
that were given to two and for promises that were lost. It exits with 1 when
an answer was wrong, and not when a bar is missed.

  --quick              only what the bars need, in about a minute
  --only SERVER,...    only these: ${names(SERVERS)}
  --workload NAME,...  only these: ${names(WORKLOADS)}
  --rounds N           1 to ${ROUNDS_MAX} rounds; ${FULL.rounds}, or ${QUICK.rounds} with --quick, when left out
  --json FILE          writes the figures as JSON, too
  --chart FILE         draws them as SVG, too
  --help               says this
`

/**
 * @returns nothing when only help is asked for
 * @throws {UsageError}
 */
export function parseArguments(args: readonly string[]): BenchOptions | undefined {
  const given = parseFlags(args)
  if (given.help) return undefined
  const extent = given.quick ? QUICK : FULL
  const barServers = BARS.flatMap(({ server, against }) => [server, against])
  const barWorkloads = BARS.map(({ workload }) => workload)
  return {
    servers: choose(SERVERS, given.only, given.quick ? barServers : undefined),
    workloads: choose(WORKLOADS, given.workload, given.quick ? barWorkloads : undefined),
    extent: { ...extent, rounds: roundsIn(given.rounds) ?? extent.rounds },
    jsonFile: given.json,
    chartFile: given.chart,
  }
}

function parseFlags(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        only: { type: 'string' },
        workload: { type: 'string' },
        rounds: { type: 'string' },
        json: { type: 'string' },
        chart: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    return values
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error })
  }
}

/** Those that are named, in the order in which they are; all when none is. */
function choose<T extends { readonly name: string }>(
  all: readonly T[],
  given: string | undefined,
  otherwise: readonly (string | undefined)[] | undefined,
): readonly T[] {
  const chosen = given?.split(',') ?? otherwise
  if (chosen === undefined) return all
  const unknown = chosen.find(
    (name) => name !== undefined && !all.some((each) => each.name === name),
  )
  if (unknown !== undefined) throw new UsageError(`There is no ${unknown}, but ${names(all)}`)
  return all.filter(({ name }) => chosen.includes(name))
}

function roundsIn(given: string | undefined): number | undefined {
  if (given === undefined) return undefined
  const rounds = Number(given)
  if (Number.isInteger(rounds) && rounds >= 1 && rounds <= ROUNDS_MAX) return rounds
  throw new UsageError(`--rounds ${given}: must be a whole number from 1 to ${ROUNDS_MAX}`)
}

function names(all: readonly { readonly name: string }[]): string {
  return all.map(({ name }) => name).join(', ')
}
