import type { Judgement } from './bars.ts'
import { AREAS, type Breakdown } from './breakdown.ts'
import type { Outcome } from './measure.ts'
import { labelOf, type ServerSpec } from './servers.ts'
import type { Spread } from './statistics.ts'
import type { Row } from './summary.ts'
import type { Workload } from './workloads.ts'
import type { Load } from './wrk.ts'

const LABEL_WIDTH = 30
const BAR_WIDTH = 70
const AREA_WIDTH = 42

/** One line for one run. */
export function formatProgress(outcome: Outcome, run: number, runs: number): string {
  const { round, workload, server, requestsPerSecond, p99Ms, faults } = outcome
  const place = `[${String(run).padStart(String(runs).length)}/${runs}]`
  const phase = round === 0 ? 'warm-up' : `round ${round}`
  const figures = `${count(requestsPerSecond).padStart(9)} req/s  p99 ${milliseconds(p99Ms)} ms`
  const line = `${place} ${phase}  ${workload.padEnd(18)} ${server.padEnd(28)} ${figures}`
  return [line, ...faults.map((fault) => `    WRONG: ${fault}`), ''].join('\n')
}

/** A table for each workload, with a row for each server. */
export function formatTables(
  rows: readonly Row[],
  workloads: readonly Workload[],
  servers: readonly ServerSpec[],
): string {
  return workloads
    .map(({ name, title }) => {
      const own = rows.filter(({ workload }) => workload === name)
      const lines = servers.flatMap((server) =>
        own.filter((row) => row.server === server.name).map((row) => formatRow(row, server)),
      )
      return lines.length === 0 ? '' : `\n${title}\n${HEADINGS}\n${lines.join('\n')}\n`
    })
    .join('')
}

const HEADINGS =
  ''.padEnd(LABEL_WIDTH) +
  ['req/s', 'min - max', 'p50 ms', 'p99 ms', 'CPU us/req', 'to the seed']
    .map((heading, column) => heading.padStart(column === 1 ? 19 : 12))
    .join('')

function formatRow(row: Row, server: ServerSpec): string {
  const { requestsPerSecond: rate, p50Ms, p99Ms, cpuUsPerRequest, toSeed } = row
  const cells = [
    count(rate.median).padStart(12),
    `${count(rate.min)} - ${count(rate.max)}`.padStart(19),
    milliseconds(p50Ms?.median).padStart(12),
    milliseconds(p99Ms?.median).padStart(12),
    formatCpu(cpuUsPerRequest).padStart(12),
    ratio(toSeed).padStart(12),
  ]
  return labelOf(server).padEnd(LABEL_WIDTH) + cells.join('')
}

/** The bars, each with what was measured. */
export function formatBars(judgements: readonly Judgement[]): string {
  const lines = judgements.map(({ title, value, bar, moonshot, verdict }) => {
    const cells = [ratio(value), ratio(bar), ratio(moonshot)].map((cell) => cell.padStart(10))
    return `${title.padEnd(BAR_WIDTH)}${cells.join('')}  ${verdict}`
  })
  const headings = ['measured', 'bar', 'moonshot'].map((heading) => heading.padStart(10)).join('')
  return ['', 'Bars'.padEnd(BAR_WIDTH) + headings, ...lines, ''].join('\n')
}

export interface Profiled {
  readonly load: Load
  /** The CPU time of the process, in seconds, and of its main thread alone. */
  readonly cpuSeconds: number
  readonly mainThreadSeconds: number
  /** How many functions to show. */
  readonly top: number
}

/** Microseconds of CPU time a request, by area and by function. */
export function formatBreakdown(
  { idleShare, areas, functions }: Breakdown,
  { load, cpuSeconds, mainThreadSeconds, top }: Profiled,
): string {
  const { requests, seconds, statuses } = load
  const usARequest = (cpu: number): string => ((cpu * 1e6) / requests).toFixed(2)
  const line = (name: string, cpu: number, place = ''): string =>
    name.slice(0, AREA_WIDTH - 1).padEnd(AREA_WIDTH) +
    usARequest(cpu).padStart(12) +
    `${percent(cpu / cpuSeconds)}  ${place}`.trimEnd()
  const headings = 'CPU us/req'.padStart(12) + 'share'.padStart(9)
  return [
    `${count(requests / seconds)} requests/s: ${formatStatuses(statuses)}`,
    `The main thread had nothing to do for ${percent(idleShare).trim()} of the time.`,
    `\n${'Area'.padEnd(AREA_WIDTH)}${headings}`,
    ...AREAS.map((area) => line(area, (areas.get(area) ?? 0) * mainThreadSeconds)),
    line('other threads (GC, compiler, profiler)', cpuSeconds - mainThreadSeconds),
    line('all', cpuSeconds),
    `\n${'Function itself'.padEnd(AREA_WIDTH)}${headings}`,
    ...functions
      .slice(0, top)
      .map(({ name, place, area, share }) => line(name, share * mainThreadSeconds, place || area)),
    '',
  ].join('\n')
}

function formatStatuses(statuses: Load['statuses']): string {
  return Object.entries(statuses)
    .map(([status, times]) => `${count(times)} x ${status}`)
    .join(', ')
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`.padStart(9)
}

/** Everything that was wrong; nothing, it should be. */
export function formatFaults(outcomes: readonly Outcome[]): string {
  const faults = outcomes.flatMap(({ round, workload, server, faults }) =>
    faults.map((fault) => `WRONG, ${server}, ${workload}, round ${round}: ${fault}`),
  )
  if (faults.length > 0) return ['', ...faults, ''].join('\n')
  return '\nEvery answer was right: no seat was given to two, and no promise was lost.\n'
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en')
}

function milliseconds(value: number | undefined): string {
  return value === undefined ? '-' : value.toFixed(value < 10 ? 2 : 1)
}

function formatCpu(spread: Spread | undefined): string {
  return spread === undefined ? '-' : count(spread.median)
}

function ratio(value: number | undefined): string {
  if (value === undefined) return '-'
  return value >= 100 ? count(value) : value.toFixed(2)
}
