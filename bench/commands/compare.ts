import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

import { runCommand } from '../../tools/command-line.ts'
import { installMissing } from '../../tools/servers/install-servers.ts'
import { drawChart } from '../report/chart.ts'
import { thisMachine, writeToDocs } from '../report/docs.ts'
import { asMarkdown, asText } from '../report/grid.ts'
import { summarise } from '../report/summary.ts'
import { formatFaults, gridsOf, targetGrid } from '../report/tables.ts'
import { judge } from '../report/targets.ts'
import type { Outcome } from '../rig/figures.ts'
import { Measurements } from '../rig/measure.ts'
import { planSchedule } from '../rig/schedule.ts'
import { CONNECTIONS } from '../rig/wrk.ts'
import { type BenchOptions, parseArguments, USAGE } from './arguments.ts'
import { interruption, runSchedule, say, withServers } from './session.ts'

async function main(): Promise<void> {
  const options = parseArguments(process.argv.slice(2))
  if (!options) {
    say(USAGE)
    return
  }
  installMissing(['redis-server', 'postgresql', 'wrk'])
  const outcomes = await runAll(options)
  report(outcomes, options)
  if (outcomes.some(({ faults }) => faults.length > 0)) process.exitCode = 1
}

async function runAll({ servers: specs, workloads, extent }: BenchOptions): Promise<Outcome[]> {
  const interrupted = interruption()
  const turns = planSchedule(specs, workloads, extent)
  return withServers(turns, interrupted, (servers) =>
    runSchedule(turns, new Measurements(servers), interrupted),
  )
}

function report(outcomes: readonly Outcome[], options: BenchOptions): void {
  const { servers, workloads, extent, jsonFile, chartFile, docs } = options
  const rows = summarise(outcomes)
  const targets = judge(outcomes)
  const machine = thisMachine()
  const grids = gridsOf(rows, workloads, servers)
  for (const { title, grid } of grids) say(`\n${title}\n${asText(grid)}\n`)
  const caption = `Node ${machine.node}, ${machine.cores} cores, ${CONNECTIONS} connections`
  const { rounds, otherRounds, seconds } = extent
  const least = otherRounds || rounds
  const roundCount = least === rounds ? `${rounds}` : `${least} to ${rounds}`
  say(`\n${caption}; the median of ${roundCount} rounds of ${seconds} s.\n`)
  say(`\n${asText(targetGrid(targets))}\n`)
  say(formatFaults(outcomes))
  if (jsonFile !== undefined) {
    const results = { measuredAt: new Date(), machine, extent, rows, targets, outcomes }
    writeFileSync(jsonFile, `${JSON.stringify(results, null, 2)}\n`)
  }
  if (chartFile !== undefined) {
    mkdirSync(dirname(chartFile), { recursive: true })
    writeFileSync(chartFile, drawChart(rows, { servers, workloads, caption }))
  }
  if (docs) {
    writeToDocs('bars', 'bench', asMarkdown(targetGrid(targets)))
    const tables = grids.map(({ title, grid }) => `**${title}**\n\n${asMarkdown(grid)}`)
    writeToDocs('workloads', 'bench', tables.join('\n\n'))
  }
}

await runCommand(main, USAGE)
