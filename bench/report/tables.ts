import type { Outcome, Spread } from '../rig/figures.ts'
import type { Turn } from '../rig/schedule.ts'
import type { ServerSpec } from '../rig/servers.ts'
import type { Workload } from '../rig/workload.ts'
import type { Curve } from '../workloads/curves.ts'
import { count, decimal, type Grid } from './grid.ts'
import { ratioOf, type Row, summarise } from './summary.ts'
import type { Judgement, ThresholdCheck } from './targets.ts'

/** Printed when a turn begins; its result follows on the same line. */
export function formatTurn({ round, workload, spec }: Turn, index: number, turns: number): string {
  const place = `[${String(index + 1).padStart(String(turns).length)}/${turns}]`
  const phase = round === 0 ? 'warm-up' : `round ${round}`
  return `${place} ${phase}  ${workload.name.padEnd(18)} ${spec.name.padEnd(28)} `
}

export function formatResult({ figures, faults }: Outcome): string {
  const { requestsPerSecond: rate, p99Ms } = figures
  const told = rate === undefined ? '-' : count(rate)
  const result = `${told.padStart(9)} req/s  p99 ${cell(p99Ms)} ms`
  return [result, ...faults.map((fault) => `    WRONG: ${fault}`), ''].join('\n')
}

interface Column {
  readonly heading: string
  /** Undefined if not measured. */
  readonly cell: (row: Row) => string | undefined
}

const COLUMNS: readonly Column[] = [
  { heading: 'req/s', cell: ({ figures }) => median(figures.requestsPerSecond, count) },
  { heading: 'min - max', cell: ({ figures }) => range(figures.requestsPerSecond) },
  { heading: 'p50 ms', cell: ({ figures }) => median(figures.p50Ms) },
  { heading: 'p99 ms', cell: ({ figures }) => median(figures.p99Ms) },
  { heading: 'CPU us/req', cell: ({ figures }) => median(figures.cpuUsPerRequest) },
  { heading: 'Redis CPU us', cell: ({ figures }) => median(figures.redisCpuUsPerRequest) },
  { heading: 'Postgres CPU us', cell: ({ figures }) => median(figures.postgresCpuUsPerRequest) },
  { heading: 'all CPU us', cell: ({ figures }) => allCpu(figures) },
  { heading: 'CPU us/change', cell: ({ figures }) => median(figures.cpuUsPerChange) },
  { heading: 'MB', cell: ({ figures }) => median(figures.residentMb, count) },
  { heading: 'start ms', cell: ({ figures }) => median(figures.startMs, count) },
  { heading: 'to the seed', cell: ({ toSeed }) => toSeed?.toFixed(2) },
  { heading: 'to 64 conn.', cell: ({ figures }) => median(figures.goodput) },
  { heading: 'share 503', cell: ({ figures }) => median(figures.refusedShare) },
  { heading: '503 p50 ms', cell: ({ figures }) => median(figures.refusedP50Ms) },
  { heading: '503 p99 ms', cell: ({ figures }) => median(figures.refusedP99Ms) },
]

export interface TitledGrid {
  readonly title: string
  readonly grid: Grid
}

/** One table per workload, with one row per server. */
export function gridsOf(
  rows: readonly Row[],
  workloads: readonly Workload[],
  servers: readonly ServerSpec[],
): TitledGrid[] {
  return workloads.flatMap(({ name, title }) => {
    const own = servers.flatMap((server) =>
      rows
        .filter((row) => row.workload === name && row.server === server.name)
        .map((row) => ({ row, label: server.label })),
    )
    return own.length === 0 ? [] : [{ title, grid: gridOf('', own) }]
  })
}

/** Leaves out empty columns. */
function gridOf(
  corner: string,
  rows: readonly { readonly label: string; readonly row: Row }[],
): Grid {
  const columns = COLUMNS.filter((column) => rows.some(({ row }) => column.cell(row) !== undefined))
  return {
    headings: [corner, ...columns.map(({ heading }) => heading)],
    lines: rows.map(({ label, row }) => [label, ...columns.map((each) => each.cell(row) ?? '-')]),
  }
}

/** One table per configuration, with the CPU time as a multiple of the first point's. */
export function curveGrids(
  { name, unit, series }: Curve,
  outcomes: readonly Outcome[],
): TitledGrid[] {
  const rows = summarise(outcomes)
  return series.map((points) => {
    const first = points[0]?.spec.name ?? ''
    const own = points.flatMap(({ label, spec }) => {
      const row = rows.find(({ server }) => server === spec.name)
      return row ? [{ label, row }] : []
    })
    const growths = own.map(({ row: { server } }) => {
      const figure = 'allCpuUsPerRequest'
      return cell(ratioOf(outcomes, { workload: name, server, figure, against: { server: first } }))
    })
    const { headings, lines } = gridOf(unit, own)
    return {
      title: points[0]?.spec.label ?? '',
      grid: {
        headings: [...headings, 'CPU to the first'],
        lines: lines.map((line, index) => [...line, growths[index] ?? '-']),
      },
    }
  })
}

/** The targets and what was measured. */
export function targetGrid(judgements: readonly Judgement[]): Grid {
  return {
    headings: ['Targets', 'measured', 'target', 'moonshot', 'verdict'],
    lines: judgements.map(({ title, value, target, moonshot, verdict, command }) => {
      const source = value === undefined && command !== undefined ? `see ${command}` : verdict
      return [title, cell(value), cell(target), cell(moonshot), source]
    }),
  }
}

/** The guarded ratios and their thresholds. */
export function thresholdGrid(thresholds: readonly ThresholdCheck[]): Grid {
  return {
    headings: ['Requests per second, as a ratio', 'measured', 'at least', 'target', 'verdict'],
    lines: thresholds.map(({ title, value, threshold, target, isBelow }) => {
      return [title, cell(value), cell(threshold), cell(target), isBelow ? 'TOO SLOW' : 'ok']
    }),
  }
}

/** Everything that was wrong, or that all is well. */
export function formatFaults(outcomes: readonly Outcome[]): string {
  const faults = outcomes.flatMap(({ round, workload, server, faults }) =>
    faults.map((fault) => `WRONG, ${server}, ${workload}, round ${round}: ${fault}`),
  )
  if (faults.length > 0) return ['', ...faults, ''].join('\n')
  return '\nAll answers correct: no seat sold twice, no booking lost.\n'
}

function median(spread: Spread | undefined, write = decimal): string | undefined {
  return spread && write(spread.median)
}

/** The sum of the three columns before it, which differs slightly from the median of the sums. */
function allCpu(figures: Row['figures']): string | undefined {
  const { cpuUsPerRequest, redisCpuUsPerRequest, postgresCpuUsPerRequest } = figures
  if (!cpuUsPerRequest) return undefined
  const backing = [redisCpuUsPerRequest, postgresCpuUsPerRequest].map((part) => part?.median ?? 0)
  return decimal(backing.reduce((sum, part) => sum + part, cpuUsPerRequest.median))
}

function range(spread: Spread | undefined): string | undefined {
  return spread && `${count(spread.min)} - ${count(spread.max)}`
}

function cell(value: number | undefined): string {
  return value === undefined ? '-' : decimal(value)
}
