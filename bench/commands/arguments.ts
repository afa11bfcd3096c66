import { parseArgs } from 'node:util'

import { SERVERS, type ServerSpec } from '../rig/servers.ts'
import type { Extent } from '../rig/schedule.ts'
import type { Workload } from '../rig/workload.ts'
import { WORKLOADS } from '../workloads/workloads.ts'

export interface BenchOptions {
  readonly servers: readonly ServerSpec[]
  readonly workloads: readonly Workload[]
  readonly extent: Extent
  /** Where to write the figures. */
  readonly jsonFile: string | undefined
  /** Where to draw them. */
  readonly chartFile: string | undefined
  /** Whether to put the tables into the docs. */
  readonly docs: boolean
}

/** The command line asks for something that there is not; the message says what there is. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Many short rounds rather than few long ones: what the machine does meanwhile hits fewer of them. */
const FULL: Extent = { rounds: 5, otherRounds: 3, seconds: 1, warmUpSeconds: 1 }
const QUICK: Extent = { rounds: 3, otherRounds: 0, seconds: 1, warmUpSeconds: 1 }

/** More would need more seats than the default event may have. */
const ROUNDS_MAX = FULL.rounds

export const USAGE = `Usage: npm run bench [-- OPTION...]

Measures this service beside the same route as others would write it, all on
private servers that are started for it, and sweeps after each run for seats
that were given to two and for promises that were lost. It exits with 1 when
an answer was wrong, and not when a bar is missed.

  --quick              only what most bars need, in about a minute
  --only SERVER,...    only these: ${names(SERVERS)}
  --workload NAME,...  only these: ${names(WORKLOADS)}
  --rounds N           1 to ${ROUNDS_MAX} rounds; when left out, ${FULL.rounds} for what a bar is
                       about and ${FULL.otherRounds} for the rest, or ${QUICK.rounds} with --quick
  --json FILE          writes the figures as JSON, too
  --chart FILE         draws them as SVG, too
  --docs               puts the tables into docs/performance.md, too
  --help               says this
`

/**
 * @returns nothing when only help is asked for
 * @throws {UsageError}
 */
export function parseArguments(args: readonly string[]): BenchOptions | undefined {
  const given = parseFlags(args)
  if (given.help) return undefined
  const workloads = choose(WORKLOADS, given.workload)
  return {
    servers: choose(SERVERS, given.only),
    workloads: given.quick && !given.workload ? workloads.filter(({ slow }) => !slow) : workloads,
    extent: extentOf(given),
    jsonFile: given.json,
    chartFile: given.chart,
    docs: given.docs,
  }
}

/** What is named is measured, whether a bar is about it or not. */
function extentOf(given: ReturnType<typeof parseFlags>): Extent {
  const extent = given.quick ? QUICK : FULL
  const rounds = roundsIn(given.rounds) ?? extent.rounds
  const isNamed = given.only !== undefined || given.workload !== undefined
  const otherRounds = isNamed ? rounds : Math.min(rounds, extent.otherRounds)
  return { ...extent, rounds, otherRounds }
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
        docs: { type: 'boolean', default: false },
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
): readonly T[] {
  if (given === undefined) return all
  const chosen = given.split(',')
  const unknown = chosen.find((name) => !all.some((each) => each.name === name))
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
