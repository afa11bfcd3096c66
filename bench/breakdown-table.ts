import { AREAS, type Breakdown } from './breakdown.ts'
import { count } from './numbers.ts'
import type { Load } from './wrk.ts'

const AREA_WIDTH = 42

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
