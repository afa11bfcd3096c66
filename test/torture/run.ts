import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

import { wholeNumber } from '../../tools/command-line.ts'
import { installMissing } from '../../tools/servers/install-servers.ts'
import { type Break, BREAKS } from './breaks/breaks.ts'
import type { Fault } from './faults/fault.ts'
import { formatReport } from './report.ts'
import {
  NoSuchFaultError,
  type RunResult,
  type StoreName,
  STORES,
  tortureStore,
} from './systems.ts'

/** The names of the mistakes, in lines of at most 60 characters. */
const NAMES =
  BREAKS.map(({ name }) => name)
    .join(', ')
    .match(/\S.{0,59}(?= |$)/g) ?? []

const HELP = `Usage: npm run torture [-- OPTIONS]

Starts the service with servers of its own, sends the requests of buyers,
sellers and administrators to it while faults hit it, restarts its store, and
compares every answer about a change with what is stored. Exits with 1 if a
check fails.

  --seed N         decides the requests and the faults (default: random)
  --seconds N      how long to cause faults on Postgres at least, and half of it
                   on SQLite; every fault is caused at least once (default: 240)
  --store STORE    only one of: ${STORES.join(', ')}
  --fault TEXT     only the faults whose name contains this
  --break NAME     plants a mistake instead, which the run must find:
                   ${NAMES.join(`\n${' '.repeat(19)}`)}
  --breaks         plants all mistakes, one after the other
  --report         runs everything, and writes docs/reliability.md
  --ha             causes failovers of a Postgres cluster instead, with the
                   options of npm run torture:ha
`

const NOT_TOGETHER = `--report, --breaks and --break NAME decide the stores and faults themselves:
use only one of them, without --store and --fault.`

interface Options {
  readonly seed: number
  readonly seconds: number
  readonly isWanted: (fault: Pick<Fault, 'name'>) => boolean
}

async function main(): Promise<void> {
  const ha = process.argv.indexOf('--ha')
  if (ha >= 0) {
    process.argv.splice(ha, 1)
    await import('../ha/run.ts')
    return
  }
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h' },
      seed: { type: 'string', default: `${Math.floor(Math.random() * 1e9)}` },
      seconds: { type: 'string', default: '240' },
      store: { type: 'string' },
      fault: { type: 'string' },
      break: { type: 'string' },
      breaks: { type: 'boolean', default: false },
      report: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const { fault = '', report, breaks } = values
  const fixed = [report, breaks, values.break !== undefined].filter(Boolean).length
  const isNarrowed = values.store !== undefined || values.fault !== undefined
  if (fixed > 1 || (fixed === 1 && isNarrowed)) throw new Error(NOT_TOGETHER)
  const options = {
    seed: wholeNumber('--seed', values.seed),
    seconds: wholeNumber('--seconds', values.seconds),
    isWanted: ({ name }: Pick<Fault, 'name'>) => name.includes(fault),
  }
  const planted = BREAKS.filter(({ name }) => breaks || name === values.break)
  const stores = STORES.filter((store) => values.store === undefined || store === values.store)
  if (stores.length === 0 || (values.break !== undefined && planted.length === 0)) {
    throw new Error(`There is no such store or mistake.\n\n${HELP}`)
  }
  installMissing(['redis-server', 'postgresql', 'gcc'])
  print(`Seed ${options.seed}`)
  if (report) await writeReport(options)
  else if (planted.length > 0) for (const each of planted) await findBreak(each, options)
  else await runStores(stores, options)
}

/** Leaves out a store that has none of the wanted faults, unless no store has one. */
async function runStores(stores: readonly StoreName[], options: Options): Promise<void> {
  let left = stores.length
  for (const store of stores) {
    try {
      await runStore(store, options)
    } catch (error) {
      if (!(error instanceof NoSuchFaultError) || --left === 0) throw error
      print(`${error.message}: left out`)
    }
  }
}

const REPORT = 'docs/reliability.md'

async function writeReport(options: Options): Promise<void> {
  const { seed, seconds } = options
  const runs = []
  for (const store of STORES) runs.push({ store, result: await runStore(store, options) })
  for (const { store, result } of runs) {
    for (const { name } of result.checks.filter(({ count }) => count === 0)) {
      print(`FAILED: nothing was checked on ${store}: ${name}`)
      process.exitCode = 1
    }
  }
  const breaks = []
  for (const planted of BREAKS) breaks.push({ planted, foundBy: await findBreak(planted, options) })
  const command = `npm run torture -- --report --seed ${seed} --seconds ${seconds}`
  const commit = execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], { encoding: 'utf8' })
  const head = { command, commit: commit.trim(), seed, date: new Date() }
  writeFileSync(REPORT, formatReport({ ...head, runs, breaks }))
  print(`Written: ${REPORT}`)
}

/** What is printed of a violation. */
const VIOLATION_CHARACTERS = 20_000

const shortened = (violation = '') => violation.slice(0, VIOLATION_CHARACTERS)

async function runStore(
  store: StoreName,
  { seed, seconds, isWanted }: Options,
): Promise<RunResult> {
  // The embedded store has half as many faults.
  const share = store === 'sqlite' ? 0.5 : 1
  const endMs = performance.now() + seconds * share * 1_000
  const result = await tortureStore(store, {
    seed,
    isWanted,
    isOver: () => performance.now() > endMs,
    onFault: ({ name, inFlight, longestPauseMs }) => {
      print(`${name}: ${inFlight} requests in flight, at most ${longestPauseMs} ms without a sale`)
    },
  })
  for (const { name, count, violations } of result.checks) {
    print(`${violations.length === 0 ? 'passed' : 'FAILED'}: ${name} (${count})`)
    for (const violation of violations.slice(0, 5)) print(`    ${shortened(violation)}`)
    if (violations.length > 0) process.exitCode = 1
  }
  for (const obstacle of result.obstacles) print(`Not possible on this machine: ${obstacle}`)
  return result
}

/** How often the fault is caused that makes a planted mistake visible. */
const FAULTS = 3

/** @returns the checks that found the mistake */
async function findBreak(planted: Break, { seed }: Options): Promise<string[]> {
  let faultCount = 0
  const { checks } = await tortureStore('postgres', {
    seed,
    planted,
    isWanted: ({ name }) => planted.fault.test(name),
    isOver: () => ++faultCount >= FAULTS,
  })
  const found = checks.filter(({ violations }) => violations.length > 0)
  print(`${found.length > 0 ? 'found' : 'NOT FOUND'}: ${planted.description}`)
  for (const { name, violations } of found) print(`    ${name}: ${shortened(violations[0])}`)
  if (found.length === 0) process.exitCode = 1
  return found.map(({ name }) => name)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
// After an error, clients may still be sending.
process.exit()
