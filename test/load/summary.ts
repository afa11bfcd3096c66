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
  ['errors', errors],
  ['p50 ms', responseTime('p50')],
  ['p95 ms', responseTime('p95')],
  ['p99 ms', responseTime('p99')],
  ['seats booked', ({ seatsBooked }) => seatsBooked],
  ['violations', ({ violations }) => violations.length],
]

/** A table with a column for each environment, and below it every violation. */
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
  const violations = results.flatMap((result) =>
    result.violations.map((violation) => `${result.environment}: ${violation}`),
  )
  return ['', ...table, '', ...violations, `${violations.length} violations`, ''].join('\n')
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

function answeredOtherwise({ aggregate }: EnvironmentResult): number {
  return sum(aggregate.counters, /^http\.codes\.(?!200$|400$|423$)/)
}

function errors({ aggregate }: EnvironmentResult): number {
  return sum(aggregate.counters, /^errors\./)
}

function sum(counters: Readonly<Record<string, number>>, names: RegExp): number {
  return Object.entries(counters).reduce(
    (total, [name, count]) => (names.test(name) ? total + count : total),
    0,
  )
}
