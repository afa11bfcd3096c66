import { AREAS, type Breakdown } from './report/breakdown.ts'
import type { Grid } from './report/grid.ts'
import { count } from './numbers.ts'
import type { Load } from './rig/wrk.ts'

export interface Profiled {
  readonly load: Load
  /** The CPU time of the process, in seconds, and of its main thread alone. */
  readonly cpuSeconds: number
  readonly mainThreadSeconds: number
  /** How many functions to show. */
  readonly top: number
}

/** Microseconds of CPU time a request, by area. */
export function areaGrid(
  { areas }: Breakdown,
  { load, cpuSeconds, mainThreadSeconds }: Profiled,
): Grid {
  const line = (name: string, seconds: number): string[] => [
    name,
    costOf(seconds, load.requests),
    percent(seconds / cpuSeconds),
  ]
  return {
    headings: ['Area', 'CPU us/request', 'share'],
    lines: [
      ...AREAS.filter((area) => (areas.get(area) ?? 0) > 0).map((area) =>
        line(area, (areas.get(area) ?? 0) * mainThreadSeconds),
      ),
      line('other threads (GC, compiler, profiler)', cpuSeconds - mainThreadSeconds),
      line('all', cpuSeconds),
    ],
  }
}

/** The same, by function. */
export function functionGrid(
  { functions }: Breakdown,
  { load, cpuSeconds, mainThreadSeconds, top }: Profiled,
): Grid {
  return {
    headings: ['Function itself', 'CPU us/request', 'share', 'where'],
    lines: functions.slice(0, top).map(({ name, place, area, share }) => {
      const seconds = share * mainThreadSeconds
      return [name, costOf(seconds, load.requests), percent(seconds / cpuSeconds), place || area]
    }),
  }
}

export function formatProfiled({ idleShare }: Breakdown, { load }: Profiled): string {
  const { requests, seconds, statuses } = load
  const told = Object.entries(statuses).map(([status, times]) => `${count(times)} x ${status}`)
  return `${count(requests / seconds)} requests/s: ${told.join(', ')}; idle for ${percent(idleShare)} of the time.`
}

function costOf(seconds: number, requests: number): string {
  return ((seconds * 1e6) / requests).toFixed(2)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
