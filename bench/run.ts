import { writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'

import { installMissing } from '../test/support/install-servers.ts'
import { type BenchOptions, parseArguments, USAGE, UsageError } from './arguments.ts'
import { BackingServers } from './backing-servers.ts'
import { judge } from './bars.ts'
import { drawChart } from './chart.ts'
import { measure, type Outcome } from './measure.ts'
import { ServerUnderTest } from './server-under-test.ts'
import { summarise } from './summary.ts'
import { formatBars, formatFaults, formatResult, formatTables, formatTurn } from './table.ts'
import { planTurns, seatsFor, type Turn } from './turns.ts'
import { CONNECTIONS } from './wrk.ts'

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

async function runAll(options: BenchOptions): Promise<Outcome[]> {
  const turns = planTurns(options.servers, options.workloads, options.extent)
  const specs = options.servers.filter((spec) => turns.some((turn) => turn.spec === spec))
  const interruption = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      interruption.abort(new Error('Interrupted.'))
    })
  }
  const outcomes: Outcome[] = []
  const backing = await BackingServers.start()
  const servers: ServerUnderTest[] = []
  try {
    for (const spec of specs) {
      interruption.signal.throwIfAborted()
      say(`Starting ${spec.name} ...\n`)
      const settings = await backing.settingsFor(spec)
      const seatCount = seatsFor(spec, turns)
      servers.push(await ServerUnderTest.start(spec, { seatCount, settings }))
    }
    await backing.tidy()
    const onTurn = (turn: Turn): void => {
      interruption.signal.throwIfAborted()
      say(formatTurn(turn, outcomes.length, turns.length))
    }
    for await (const outcome of measure(servers, turns, onTurn)) {
      outcomes.push(outcome)
      say(formatResult(outcome))
    }
    return outcomes
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
    await backing.stop()
  }
}

function report(outcomes: readonly Outcome[], options: BenchOptions): void {
  const { servers, workloads, extent, jsonFile, chartFile } = options
  const rows = summarise(outcomes)
  const bars = judge(outcomes)
  const machine = {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model,
    cores: availableParallelism(),
  }
  say(formatTables(rows, workloads, servers))
  const caption = `Node ${machine.node}, ${machine.cores} cores, ${CONNECTIONS} connections`
  const { rounds, otherRounds, seconds } = extent
  say(`\n${caption}; the median of ${otherRounds || rounds} to ${rounds} rounds of ${seconds} s.\n`)
  say(formatBars(bars))
  say(formatFaults(outcomes))
  if (jsonFile !== undefined) {
    const results = { measuredAt: new Date(), machine, extent, rows, bars, outcomes }
    writeFileSync(jsonFile, `${JSON.stringify(results, null, 2)}\n`)
  }
  if (chartFile !== undefined) {
    writeFileSync(chartFile, drawChart(rows, { servers, workloads, caption }))
  }
}

function say(text: string): void {
  process.stdout.write(text)
}

try {
  await main()
} catch (error) {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(error instanceof UsageError ? `${message}\n\n${USAGE}` : `${message}\n`)
  process.exitCode = error instanceof UsageError ? 2 : 1
}
