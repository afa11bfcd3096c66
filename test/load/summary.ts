import type { ArtilleryResult } from './artillery.ts'

export interface EnvironmentResult extends ArtilleryResult {
  readonly environment: string
  /** By the service's own count; unknown when it is gone. */
  readonly seatsBooked: number | undefined
}

const LABEL_WIDTH = 24
const COLUMN_WIDTH = 12

const ROWS: readonly (readonly [string, (result: EnvironmentResult) => number | undefined])[] = [
  ['requests', counter('http.requests')],
  ['requests/s, busiest 10 s', busiestRate],
  ['answered 200', counter('http.codes.200')],
  ['answered 400', counter('http.codes.400')],
  ['answered 423', counter('http.codes.423')],
  ['answered otherwise', answeredOtherwise],
  ['errors', errorCount],
  ['p50 ms', responseTime('p50')],
  ['p95 ms', responseTime('p95')],
  ['p99 ms', responseTime('p99')],
  ['seats booked', ({ seatsBooked }) => seatsBooked],
  ['violations', ({ violations }) => violations.length],
]

/** A table with a column for each environment, and below it everything that went wrong. */
export function formatSummary(results: readonly EnvironmentResult[]): string {
  const table = [
    formatRow(
      '',
      results.map(({ environment }) => environment),
    ),
    ...ROWS.map(([label, valueOf]) =>
      formatRow(
        label,
        results.map((result) => valueOf(result)?.toLocaleString('en') ?? '-'),
      ),
    ),
  ]
  const faults = results.flatMap((result) =>
    faultsOf(result).map((fault) => `${result.environment}: ${fault}`),
  )
  return ['', ...table, '', ...(faults.length > 0 ? faults : ['All checks passed.']), ''].join('\n')
}

function faultsOf(result: EnvironmentResult): string[] {
  const errors = errorsOf(result).map(([error, count]) => `error: ${error} (${count} times)`)
  return [...result.violations, ...errors]
}

function formatRow(label: string, cells: readonly string[]): string {
  return label.padEnd(LABEL_WIDTH) + cells.map((cell) => cell.padStart(COLUMN_WIDTH)).join('')
}

function counter(name: string): (result: EnvironmentResult) => number {
  return ({ aggregate }) => aggregate.counters[name] ?? 0
}

function responseTime(quantile: string): (result: EnvironmentResult) => number | undefined {
  return ({ aggregate }) => aggregate.summaries['http.response_time']?.[quantile]
}

function busiestRate({ intermediate }: EnvironmentResult): number {
  return Math.max(0, ...intermediate.map(({ rates }) => rates['http.request_rate'] ?? 0))
}

function answeredOtherwise({ aggregate: { counters } }: EnvironmentResult): number {
  const expected = ['200', '400', '423'].map((status) => counters[`http.codes.${status}`] ?? 0)
  return expected.reduce((rest, count) => rest - count, counters['http.responses'] ?? 0)
}

function errorCount(result: EnvironmentResult): number {
  return errorsOf(result).reduce((total, [, count]) => total + count, 0)
}

/** Each kind of error, and how often it happened. */
function errorsOf({ aggregate: { counters } }: EnvironmentResult): [string, number][] {
  return Object.entries(counters)
    .filter(([name]) => name.startsWith('errors.'))
    .map(([name, count]) => [name.replace('errors.', ''), count])
}
