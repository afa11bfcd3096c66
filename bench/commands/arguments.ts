import { parseCommandLine, UsageError, wholeNumber } from '../../tools/command-line.ts'
import type { Extent } from '../rig/schedule.ts'
import { SERVERS, type ServerSpec } from '../rig/servers.ts'
import type { Workload } from '../rig/workload.ts'
import { WORKLOADS } from '../workloads/workloads.ts'

export interface BenchOptions {
  readonly servers: readonly ServerSpec[]
  readonly workloads: readonly Workload[]
  readonly extent: Extent
  /** The JSON file to write. */
  readonly jsonFile: string | undefined
  /** The SVG file to write. */
  readonly chartFile: string | undefined
  /** Whether to update the tables in the docs. */
  readonly docs: boolean
}

/** Many short rounds instead of few long ones, so that a disturbance affects fewer of them. */
const FULL: Extent = { rounds: 5, otherRounds: 2, seconds: 1, warmUpSeconds: 1 }
const QUICK: Extent = { rounds: 3, otherRounds: 0, seconds: 1, warmUpSeconds: 1 }

/** More rounds would need more seats than the default event can have. */
const ROUNDS_MAX = FULL.rounds

export const USAGE = `Usage: npm run bench [-- OPTION...]

Compares this service with the same route written with other libraries, on
private servers. After each run it checks that no seat was sold twice and no
booking was lost. Exits with 1 when an answer was wrong, but not when a target
is missed.

  --quick              only what most targets need, about two minutes
  --only SERVER,...    only these: ${names(SERVERS)}
  --workload NAME,...  only these: ${names(WORKLOADS)}
  --rounds N           1 to ${ROUNDS_MAX} rounds; by default ${FULL.rounds} for what targets need
                       and ${FULL.otherRounds} for the rest, or ${QUICK.rounds} with --quick
  --json FILE          also writes the figures as JSON
  --chart FILE         also draws a chart (SVG)
  --docs               also updates docs/performance.md
  --help               prints this text
`

/**
 * @returns undefined for --help
 * @throws {UsageError}
 */
export function parseArguments(args: readonly string[]): BenchOptions | undefined {
  const given = parseFlags(args)
  if (given.help) return undefined
  const workloads = choose(WORKLOADS, given.workload)
  const servers = choose(SERVERS, given.only)
  if (!workloads.some((workload) => servers.some((server) => workload.suits(server))))
    throw new UsageError('None of these servers runs any of these workloads.')
  return {
    servers,
    workloads: given.quick && !given.workload ? workloads.filter(({ slow }) => !slow) : workloads,
    extent: extentOf(given),
    jsonFile: given.json,
    chartFile: given.chart,
    docs: given.docs,
  }
}

/** Servers and workloads that are named get all rounds, with or without a target. */
function extentOf(given: ReturnType<typeof parseFlags>): Extent {
  const extent = given.quick ? QUICK : FULL
  const rounds =
    given.rounds === undefined
      ? extent.rounds
      : wholeNumber('--rounds', given.rounds, { min: 1, max: ROUNDS_MAX })
  const isNamed = given.only !== undefined || given.workload !== undefined
  const otherRounds = isNamed ? rounds : Math.min(rounds, extent.otherRounds)
  return { ...extent, rounds, otherRounds }
}

function parseFlags(args: readonly string[]) {
  const { values } = parseCommandLine({
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
}

/** The named ones in their defined order; all if none is named. */
function choose<T extends { readonly name: string }>(
  all: readonly T[],
  given: string | undefined,
): readonly T[] {
  if (given === undefined) return all
  const chosen = given.split(',')
  const unknown = chosen.find((name) => !all.some((each) => each.name === name))
  if (unknown !== undefined)
    throw new UsageError(`Unknown name ${unknown}; valid names: ${names(all)}`)
  return all.filter(({ name }) => chosen.includes(name))
}

function names(all: readonly { readonly name: string }[]): string {
  return all.map(({ name }) => name).join(', ')
}
