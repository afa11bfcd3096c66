import { parentPort, workerData } from 'node:worker_threads'

import type { PlantedBreakName } from './planted-breaks.ts'
import { simulate } from './simulation.ts'
import { addResult, noTotals, type Totals } from './totals.ts'

export interface WorkerTask {
  readonly planted: PlantedBreakName
  /** The seed of its first schedule, and the difference to that of the next one. */
  readonly firstSeed: number
  readonly step: number
  readonly schedules: number
  /** Ends the task early. */
  readonly seconds: number
}

export interface WorkerReport {
  readonly totals: Totals
  /** The hash of each schedule. */
  readonly hashes: Float64Array
}

/** The schedules between two reports. */
const BATCH = 250

// The faults create many errors, and their stacks are not used.
Error.stackTraceLimit = 0

const task = workerData as WorkerTask
const startMs = performance.now()
for (let done = 0; done < task.schedules && !isLate(); done += BATCH) {
  const count = Math.min(BATCH, task.schedules - done)
  const totals = noTotals()
  const hashes = new Float64Array(count)
  for (let index = 0; index < count; index++) {
    const seed = task.firstSeed + (done + index) * task.step
    const result = await simulate({ seed, planted: task.planted, keepsTrace: false })
    addResult(totals, result)
    hashes[index] = result.hash
  }
  parentPort?.postMessage({ totals, hashes } satisfies WorkerReport)
}

function isLate(): boolean {
  return performance.now() - startMs > task.seconds * 1_000
}
