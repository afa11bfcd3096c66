import type { Fault } from './faults.ts'
import { FAULTS } from './faults.ts'
import type { Counts, SimulationResult } from './simulation.ts'

/** The first violations are kept, since one mistake has many. */
const FAILURES_MAX = 10

export interface Failure {
  readonly seed: number
  readonly hash: number
  readonly violations: readonly string[]
}

/** The sum of several schedules. Can be sent between threads. */
export interface Totals extends Counts {
  schedules: number
  /** The number of schedules with violations. */
  failed: number
  readonly failures: Failure[]
  readonly faults: Record<Fault, number>
}

export function noTotals(): Totals {
  const counts = { steps: 0, portCalls: 0, requests: 0, granted: 0, refused: 0, unknown: 0 }
  const faults = Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Record<Fault, number>
  return { schedules: 0, ...counts, contended: 0, failed: 0, failures: [], faults }
}

export function addResult(totals: Totals, result: SimulationResult): void {
  const { seed, hash, violations, counts, faults } = result
  totals.schedules++
  addCounts(totals, counts)
  for (const [fault, count] of faults) totals.faults[fault] += count
  if (violations.length === 0) return
  totals.failed++
  keepFailures(totals, [{ seed, hash, violations }])
}

export function addTotals(totals: Totals, other: Totals): void {
  totals.schedules += other.schedules
  addCounts(totals, other)
  for (const fault of FAULTS) totals.faults[fault] += other.faults[fault]
  totals.failed += other.failed
  keepFailures(totals, other.failures)
}

function addCounts(totals: Totals, counts: Counts): void {
  totals.steps += counts.steps
  totals.portCalls += counts.portCalls
  totals.requests += counts.requests
  totals.granted += counts.granted
  totals.refused += counts.refused
  totals.unknown += counts.unknown
  totals.contended += counts.contended
}

function keepFailures(totals: Totals, failures: readonly Failure[]): void {
  totals.failures.push(...failures)
  totals.failures.splice(FAILURES_MAX)
}
