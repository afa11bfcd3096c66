import type { CpuProfile, ProfileNode } from '../rig/profiler.ts'
import type { Load } from '../rig/wrk.ts'
import { count, type Grid } from './grid.ts'

/** The areas that CPU time is split into, in the order in which a request reaches them. */
export const AREAS = [
  'HTTP, sockets, timers (Node)',
  'Express and its router',
  'HTTP adapter (adapters/http)',
  'validation (zod)',
  'use cases, domain, batching',
  'lock and store adapters',
  'Redis client',
  'Postgres client',
  'logging (pino)',
  'metrics (prom-client)',
  'other packages and files',
  'native code: system calls, HTTP parser',
  'garbage collection',
] as const

export type Area = (typeof AREAS)[number]

const [NODE, EXPRESS, EDGE, ZOD, CORE, ADAPTERS, REDIS, POSTGRES, PINO, METRICS, OTHER] = AREAS
const [, , , , , , , , , , , NATIVE, GC] = AREAS

/** The first pattern that matches decides. */
const FILES: readonly (readonly [RegExp, Area])[] = [
  [
    /node_modules\/(ioredis|@ioredis|redis|@redis|redis-\w+|redlock|denque|cluster-key-slot|standard-as-callback)\//,
    REDIS,
  ],
  [/node_modules\/(pg|pg-[\w-]+|postgres-[\w-]+|pgpass)\//, POSTGRES],
  [
    /node_modules\/(pino|pino-[\w-]+|sonic-boom|quick-format-unescaped|safe-stable-stringify)\/|src\/adapters\/system\/log-/,
    PINO,
  ],
  [/node_modules\/(prom-client|tdigest|bintrees)\/|src\/adapters\/metrics\//, METRICS],
  [/node_modules\/zod\//, ZOD],
  [
    /node_modules\/(express|router|path-to-regexp|finalhandler|parseurl|body-parser|send|accepts|type-is|fresh|vary|etag|depd|proxy-addr|encodeurl|on-finished|once|qs|content-type)\//,
    EXPRESS,
  ],
  [/node_modules\//, OTHER],
  [/src\/adapters\/http\//, EDGE],
  [/src\/(application|domain|batching)\//, CORE],
  [/src\/adapters\//, ADAPTERS],
]

const PSEUDO: Readonly<Record<string, Area>> = {
  '(program)': NATIVE,
  '(garbage collector)': GC,
}

/** The samples of a thread without work. */
const IDLE = '(idle)'

/** The self time of a function, without the functions it calls. */
export interface SelfTime {
  readonly name: string
  /** Its file and line, shortened. */
  readonly place: string
  readonly area: Area
  /** Of the total CPU time, from 0 to 1. */
  readonly share: number
}

/** The CPU time by area and by function, as shares of 1. */
export interface Breakdown {
  /** The share of the time that the thread was idle. */
  readonly idleShare: number
  readonly areas: ReadonlyMap<Area, number>
  /** Each function once, the most expensive first. */
  readonly functions: readonly SelfTime[]
}

/**
 * Adds up the self times of a profile. A function belongs to the area of its file. Functions of Node and V8 belong to
 * the area of their caller: a socket write by the Redis client counts as Redis client.
 */
export function breakDown({ nodes, samples, timeDeltas }: CpuProfile): Breakdown {
  const selfUs = new Map<number, number>()
  samples.forEach((id, index) => {
    selfUs.set(id, (selfUs.get(id) ?? 0) + Math.max(timeDeltas[index] ?? 0, 0))
  })
  const totalUs = sum(selfUs.values())
  const places = placesOf(nodes)
  const worked = [...selfUs].flatMap(([id, us]) => {
    const place = places.get(id)
    return place && place.name !== IDLE ? { ...place, us } : []
  })
  const workUs = sum(worked.map(({ us }) => us))
  const shareOf = (some: typeof worked): number => sum(some.map(({ us }) => us)) / workUs
  const byFunction = Map.groupBy(worked, ({ name, place, area }) => `${name} ${place} ${area}`)
  const functions = [...byFunction.values()].flatMap((some) =>
    some.slice(0, 1).map(({ name, place, area }) => ({ name, place, area, share: shareOf(some) })),
  )
  return {
    idleShare: 1 - workUs / totalUs,
    areas: new Map(
      AREAS.map((area) => [area, shareOf(worked.filter((each) => each.area === area))]),
    ),
    functions: functions.toSorted((a, b) => b.share - a.share),
  }
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((a, b) => a + b, 0)
}

function placesOf(nodes: readonly ProfileNode[]): Map<number, Omit<SelfTime, 'share'>> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const places = new Map<number, Omit<SelfTime, 'share'>>()
  const visit = (node: ProfileNode, above: Area): void => {
    const area = areaOf(node, above)
    const { functionName, url, lineNumber } = node.callFrame
    const place = url === '' ? '' : `${shortened(url)}:${lineNumber + 1}`
    places.set(node.id, { name: functionName || '(anonymous)', place, area })
    for (const child of node.children ?? []) {
      const next = byId.get(child)
      if (next) visit(next, area)
    }
  }
  if (nodes[0]) visit(nodes[0], NODE)
  return places
}

function areaOf({ callFrame: { functionName, url } }: ProfileNode, above: Area): Area {
  const pseudo = PSEUDO[functionName]
  if (pseudo) return pseudo
  // An answer is written by Node, whichever code made it.
  const caller = above === EDGE || above === EXPRESS || above === OTHER ? NODE : above
  if (url === '') return above
  if (url.startsWith('node:')) return caller
  return FILES.find(([pattern]) => pattern.test(url))?.[1] ?? OTHER
}

function shortened(url: string): string {
  const path = decodeURIComponent(url)
  const [, inPackage] = /.*node_modules\/(.*)/.exec(path) ?? []
  const [, ours] = /.*\/((?:src|bench)\/.*)/.exec(path) ?? []
  return inPackage ?? ours ?? path
}

export interface Profiled {
  readonly load: Load
  /** The CPU time of the process, in seconds, and of its main thread alone. */
  readonly cpuSeconds: number
  readonly mainThreadSeconds: number
  /** The number of functions to show. */
  readonly top: number
}

/** CPU time per request in microseconds, by area. */
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
  const answers = Object.entries(statuses).map(
    ([status, times]) => `${count(times)} answers with status ${status}`,
  )
  return `${count(requests / seconds)} requests/s: ${answers.join(', ')}; idle for ${percent(idleShare)} of the time.`
}

function costOf(seconds: number, requests: number): string {
  return ((seconds * 1e6) / requests).toFixed(2)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
