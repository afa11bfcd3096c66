import type { Judgement } from './bars.ts'
import type { Floor } from './floors.ts'
import type { Outcome } from './measure.ts'
import { count, decimal } from './numbers.ts'
import type { ServerSpec } from './servers.ts'
import type { Spread } from './statistics.ts'
import type { Row } from './summary.ts'
import type { Turn } from './turns.ts'
import type { Workload } from './workloads.ts'

const LABEL_WIDTH = 44
const BAR_WIDTH = 70

/** What is written as a turn begins, for the result to follow. */
export function formatTurn({ round, workload, spec }: Turn, index: number, turns: number): string {
  const place = `[${String(index + 1).padStart(String(turns).length)}/${turns}]`
  const phase = round === 0 ? 'warm-up' : `round ${round}`
  return `${place} ${phase}  ${workload.name.padEnd(18)} ${spec.name.padEnd(28)} `
}

export function formatResult({ figures, faults }: Outcome): string {
  const { requestsPerSecond: rate = NaN, p99Ms } = figures
  const result = `${count(rate).padStart(9)} req/s  p99 ${cell(p99Ms)} ms`
  return [result, ...faults.map((fault) => `    WRONG: ${fault}`), ''].join('\n')
}

interface Column {
  readonly heading: string
  readonly width: number
  /** Nothing where it was not measured. */
  readonly cell: (row: Row) => string | undefined
}

const COLUMNS: readonly Column[] = [
  { heading: 'req/s', width: 10, cell: ({ figures }) => median(figures.requestsPerSecond, count) },
  { heading: 'min - max', width: 19, cell: ({ figures }) => range(figures.requestsPerSecond) },
  { heading: 'p50 ms', width: 10, cell: ({ figures }) => median(figures.p50Ms) },
  { heading: 'p99 ms', width: 10, cell: ({ figures }) => median(figures.p99Ms) },
  { heading: 'CPU us/req', width: 12, cell: ({ figures }) => median(figures.cpuUsPerRequest) },
  { heading: 'to the seed', width: 13, cell: ({ toSeed }) => toSeed?.toFixed(2) },
  { heading: 'MB', width: 10, cell: ({ figures }) => median(figures.residentMb) },
  { heading: 'to 64 conn.', width: 13, cell: ({ figures }) => median(figures.goodput) },
  { heading: 'share 503', width: 11, cell: ({ figures }) => median(figures.refusedShare) },
  { heading: '503 p50 ms', width: 12, cell: ({ figures }) => median(figures.refusedP50Ms) },
  { heading: '503 p99 ms', width: 12, cell: ({ figures }) => median(figures.refusedP99Ms) },
]

/** A table for each workload, with a row for each server. */
export function formatTables(
  rows: readonly Row[],
  workloads: readonly Workload[],
  servers: readonly ServerSpec[],
): string {
  return workloads
    .map(({ name, title }) => {
      const own = rows.filter(({ workload }) => workload === name)
      return own.length === 0 ? '' : `\n${title}\n${formatTable(own, servers)}\n`
    })
    .join('')
}

/** With the columns that somebody has something in. */
function formatTable(rows: readonly Row[], servers: readonly ServerSpec[]): string {
  const columns = COLUMNS.filter(({ cell }) => rows.some((row) => cell(row) !== undefined))
  const line = (label: string, cells: readonly string[]): string =>
    label.padEnd(LABEL_WIDTH) +
    cells.map((text, index) => text.padStart(columns[index]?.width ?? 0)).join('')
  const headings = line(
    '',
    columns.map(({ heading }) => heading),
  )
  const lines = servers.flatMap((server) =>
    rows
      .filter((row) => row.server === server.name)
      .map((row) =>
        line(
          server.label,
          columns.map(({ cell }) => cell(row) ?? '-'),
        ),
      ),
  )
  return [headings, ...lines].join('\n')
}

/** The bars, each with what was measured. */
export function formatBars(judgements: readonly Judgement[]): string {
  const headings = ['measured', 'bar', 'moonshot']
  const lines = judgements.map(({ title, value, bar, moonshot, verdict }) => {
    return comparison(title, [value, bar, moonshot].map(cell), verdict)
  })
  return ['', comparison('Bars', headings), ...lines, ''].join('\n')
}

/** What is guarded, each with the least that is put up with. */
export function formatFloors(floors: readonly Floor[]): string {
  const headings = ['measured', 'at least', 'the bar']
  const lines = floors.map(({ title, value, floor, bar, isBelow }) => {
    return comparison(title, [value, floor, bar].map(cell), isBelow ? 'TOO SLOW' : 'good enough')
  })
  return ['', comparison('Requests a second, as a ratio', headings), ...lines, ''].join('\n')
}

function comparison(title: string, cells: readonly string[], verdict = ''): string {
  const columns = cells.map((text) => text.padStart(10)).join('')
  return `${title.padEnd(BAR_WIDTH)}${columns}  ${verdict}`.trimEnd()
}

/** Everything that was wrong; nothing, it should be. */
export function formatFaults(outcomes: readonly Outcome[]): string {
  const faults = outcomes.flatMap(({ round, workload, server, faults }) =>
    faults.map((fault) => `WRONG, ${server}, ${workload}, round ${round}: ${fault}`),
  )
  if (faults.length > 0) return ['', ...faults, ''].join('\n')
  return '\nEvery answer was right: no seat was given to two, and no promise was lost.\n'
}

function median(spread: Spread | undefined, write = decimal): string | undefined {
  return spread && write(spread.median)
}

function range(spread: Spread | undefined): string | undefined {
  return spread && `${count(spread.min)} - ${count(spread.max)}`
}

function cell(value: number | undefined): string {
  return value === undefined ? '-' : decimal(value)
}
