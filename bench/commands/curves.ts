import { writeFileSync } from 'node:fs'

import { parseCommandLine, runCommand, UsageError } from '../../tools/command-line.ts'
import { installMissing } from '../../tools/servers/install-servers.ts'
import { thisMachine, writeToDocs } from '../report/docs.ts'
import { asMarkdown, asText } from '../report/grid.ts'
import { curveGrids, formatFaults } from '../report/tables.ts'
import type { Outcome } from '../rig/figures.ts'
import { Measurements } from '../rig/measure.ts'
import { type Curve, CURVES, scheduleOfCurve } from '../workloads/curves.ts'
import { interruption, runSchedule, say, withServers } from './session.ts'

const NAMES = CURVES.map(({ name }) => name)

const USAGE = `Usage: npm run bench:curves [-- OPTION...]

Measures how CPU time and memory grow with seats, events, connections and
instances. All curves take about ten minutes.

  --only NAME,...  only these: ${NAMES.join(', ')}
  --json FILE      also writes the figures as JSON
  --docs           also updates docs/performance.md
  --help           prints this text
`

interface CurvesOptions {
  readonly curves: readonly Curve[]
  readonly jsonFile: string | undefined
  readonly docs: boolean
}

/** @returns undefined for --help */
function parse(args: readonly string[]): CurvesOptions | undefined {
  const { values } = parseCommandLine({
    args: [...args],
    options: {
      only: { type: 'string' },
      json: { type: 'string' },
      docs: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return undefined
  const chosen = values.only?.split(',') ?? NAMES
  const unknown = chosen.find((name) => !NAMES.includes(name))
  if (unknown !== undefined) throw new UsageError(`Unknown curve ${unknown}.`)
  const curves = CURVES.filter(({ name }) => chosen.includes(name))
  return { curves, jsonFile: values.json, docs: values.docs }
}

async function main(): Promise<void> {
  const options = parse(process.argv.slice(2))
  if (!options) {
    say(USAGE)
    return
  }
  installMissing(['redis-server', 'postgresql', 'wrk'])
  const interrupted = interruption()
  const outcomes: Outcome[] = []
  for (const curve of options.curves) {
    say(`\n${curve.title}\n`)
    const turns = scheduleOfCurve(curve)
    const own = await withServers(turns, interrupted, (servers) =>
      runSchedule(turns, new Measurements(servers), interrupted),
    )
    outcomes.push(...own)
    report(curve, own, options)
  }
  say(formatFaults(outcomes))
  if (outcomes.some(({ faults }) => faults.length > 0)) process.exitCode = 1
  if (options.jsonFile !== undefined) {
    const results = { measuredAt: new Date(), machine: thisMachine(), outcomes }
    writeFileSync(options.jsonFile, `${JSON.stringify(results, null, 2)}\n`)
  }
}

function report(curve: Curve, outcomes: readonly Outcome[], { docs }: CurvesOptions): void {
  const grids = curveGrids(curve, outcomes)
  for (const { title, grid } of grids) say(`\n${title}\n${asText(grid)}\n`)
  if (!docs) return
  const tables = grids.map(({ title, grid }) => `${title}:\n\n${asMarkdown(grid)}`)
  writeToDocs(`curve ${curve.name}`, 'bench:curves', tables.join('\n\n'))
}

await runCommand(main, USAGE)
