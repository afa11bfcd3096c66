import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

import { parseCommandLine, runCommand, UsageError, wholeNumber } from '../../tools/command-line.ts'
import { PLANTED_BREAKS, type PlantedBreakName } from './planted-breaks.ts'
import { simulate } from './simulation.ts'
import type { WorkerReport, WorkerTask } from './simulation.worker.ts'
import { formatSummary } from './summary.ts'
import { addTotals, noTotals } from './totals.ts'

const HELP = `Usage: npm run simulate [-- OPTIONS]

Runs the use cases in random schedules with faults of their ports, and checks
that no seat is sold twice and nothing that was acknowledged is lost. Prints
the figures, and exits with 1 if a check failed.

  --schedules N   how many schedules, with one seed each (default: 100000)
  --seconds N     ends earlier, after this time
  --seed N        the first seed (default: 1)
  --threads N     default: one for each core
  --break NAME    plants a mistake that the checks must find:
                  ${Object.keys(PLANTED_BREAKS).slice(1).join(',\n                  ')}
  --trace         runs only the schedule of --seed, and prints its steps
`

/** How often the progress is printed. */
const PROGRESS_MS = 5_000

interface Options {
  readonly schedules: number
  readonly seconds: number
  readonly firstSeed: number
  readonly threads: number
  readonly planted: PlantedBreakName
}

async function main(): Promise<void> {
  const { values } = parseCommandLine({
    options: {
      help: { type: 'boolean', short: 'h' },
      schedules: { type: 'string', default: '100000' },
      seconds: { type: 'string' },
      seed: { type: 'string', default: '1' },
      threads: { type: 'string', default: String(availableParallelism()) },
      break: { type: 'string', default: 'none' },
      trace: { type: 'boolean' },
    },
  })
  const planted = values.break
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  if (!isPlanted(planted)) throw new UsageError(`There is no such break: ${planted}`)
  const firstSeed = wholeNumber('--seed', values.seed)
  const schedules = wholeNumber('--schedules', values.schedules, { min: 1 })
  const threads = wholeNumber('--threads', values.threads, { min: 1 })
  const seconds =
    values.seconds === undefined ? Infinity : wholeNumber('--seconds', values.seconds, { min: 1 })
  if (values.trace) await replay(firstSeed, planted)
  else await runAll({ schedules, seconds, firstSeed, threads, planted })
}

function isPlanted(name: string): name is PlantedBreakName {
  return Object.hasOwn(PLANTED_BREAKS, name)
}

async function replay(seed: number, planted: PlantedBreakName): Promise<void> {
  const { trace, hash, violations } = await simulate({ seed, planted, keepsTrace: true })
  const lines = [...trace, '', `hash ${hash.toString(16)}`, ...violations]
  process.stdout.write(`${lines.join('\n')}\n`)
  if (violations.length > 0) process.exitCode = 1
}

async function runAll(options: Options): Promise<void> {
  const { schedules, seconds, firstSeed, planted } = options
  const threads = Math.min(options.threads, schedules)
  const totals = noTotals()
  const hashes = new Set<number>()
  const startMs = performance.now()
  const progress = setInterval(() => {
    process.stdout.write(`${totals.schedules} schedules, ${totals.failed} with violations\n`)
  }, PROGRESS_MS)
  const tasks = Array.from({ length: threads }, (_, index) => {
    const count = Math.floor((schedules + index) / threads)
    const first = firstSeed + (threads - 1 - index)
    return { planted, firstSeed: first, step: threads, schedules: count, seconds }
  })
  await Promise.all(
    tasks.map((task) =>
      runWorker(task, (report) => {
        addTotals(totals, report.totals)
        for (const hash of report.hashes) hashes.add(hash)
      }),
    ),
  ).finally(() => {
    clearInterval(progress)
  })
  const elapsed = (performance.now() - startMs) / 1_000
  const distinct = hashes.size
  process.stdout.write(
    formatSummary({ totals, distinct, firstSeed, seconds: elapsed, threads, planted }),
  )
  if (totals.failed > 0) process.exitCode = 1
}

function runWorker(task: WorkerTask, onReport: (report: WorkerReport) => void): Promise<void> {
  const worker = new Worker(new URL('./simulation.worker.ts', import.meta.url), {
    workerData: task,
  })
  worker.on('message', onReport)
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('exit', () => {
      resolve()
    })
  })
}

await runCommand(main, HELP)
