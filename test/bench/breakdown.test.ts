import { describe, expect, test } from '@jest/globals'

import { AREAS, breakDown, formatProfiled } from '../../bench/report/breakdown.ts'
import type { CpuProfile, ProfileNode } from '../../bench/rig/profiler.ts'

interface Call {
  readonly name: string
  readonly url?: string
  readonly us?: number
  readonly calls?: readonly Call[]
}

/** The profile of a call tree, with one sample for the self time of each function. */
function profileOf(...calls: readonly Call[]): CpuProfile {
  const nodes: ProfileNode[] = []
  const samples: number[] = []
  const timeDeltas: number[] = []
  const add = ({ name, url = '', us = 0, calls: below = [] }: Call): number => {
    const id = nodes.length + 1
    const children: number[] = []
    nodes.push({ id, callFrame: { functionName: name, url, lineNumber: 6 }, children })
    samples.push(id)
    timeDeltas.push(us)
    children.push(...below.map(add))
    return id
  }
  add({ name: '(root)', calls })
  return { nodes, samples, timeDeltas }
}

const EDGE = 'file:///app/src/adapters/http/app.ts'
const REDIS = 'file:///app/node_modules/ioredis/built/Redis.js'

function sharesOf(profile: CpuProfile): Record<string, number> {
  return Object.fromEntries([...breakDown(profile).areas].filter(([, share]) => share > 0))
}

describe('the breakdown of a profile', () => {
  test('assigns each function to the area of its file', () => {
    const files = [
      'node:events',
      'file:///app/node_modules/router/index.js',
      EDGE,
      'file:///app/node_modules/zod/v4/core/parse.js',
      'file:///app/src/application/commands/book-seat.ts',
      'file:///app/src/adapters/redis/redis-lock.ts',
      REDIS,
      'file:///app/node_modules/pg-protocol/dist/parser.js',
      'file:///app/node_modules/sonic-boom/index.js',
      'file:///app/src/adapters/metrics/metrics.ts',
      'file:///app/node_modules/helmet/index.mjs',
    ]
    const { areas } = breakDown(profileOf(...files.map((url) => ({ name: 'f', url, us: 1 }))))

    expect([...areas].filter(([, share]) => share > 0).map(([area]) => area)).toEqual(
      AREAS.slice(0, files.length),
    )
  })

  test('assigns a socket write to its caller', () => {
    const write = (us: number): Call => ({
      name: 'write',
      url: 'node:internal/stream',
      calls: [{ name: 'writev', us }],
    })
    const client = { name: 'send', url: REDIS, calls: [write(3)] }
    const profile = profileOf({ name: 'answer', url: EDGE, us: 0, calls: [write(1), client] })

    expect(sharesOf(profile)).toEqual({
      'HTTP, sockets, timers (Node)': 0.25,
      'Redis client': 0.75,
    })
  })

  test('excludes idle time, and reports its share', () => {
    const profile = profileOf(
      { name: '(idle)', us: 60 },
      { name: '(garbage collector)', us: 10 },
      { name: 'answer', url: EDGE, us: 30 },
    )

    expect(breakDown(profile).idleShare).toBeCloseTo(0.6)
    expect(sharesOf(profile)).toEqual({
      'HTTP adapter (adapters/http)': 0.75,
      'garbage collection': 0.25,
    })
  })

  test('sums a function over its callers, the most expensive first', () => {
    const parse = (us: number): Call => ({ name: 'parse', url: EDGE, us })
    const profile = profileOf(
      { name: 'one', url: EDGE, us: 4, calls: [parse(3)] },
      { name: 'two', url: EDGE, us: 0, calls: [parse(3)] },
    )

    expect(breakDown(profile).functions.slice(0, 2)).toEqual([
      { name: 'parse', place: 'src/adapters/http/app.ts:7', area: AREAS[2], share: 0.6 },
      { name: 'one', place: 'src/adapters/http/app.ts:7', area: AREAS[2], share: 0.4 },
    ])
  })
  test('says how many requests were answered, and with which statuses', () => {
    const breakdown = breakDown(profileOf({ name: '(idle)', us: 1 }, { name: 'answer', us: 3 }))
    const times = { p50Ms: 1, p99Ms: 1, times: [], unanswered: 0, connections: 64 }
    const load = { requests: 3_000, seconds: 2, statuses: { 200: 2_990, 503: 10 }, ...times }
    const profiled = { load, cpuSeconds: 1, mainThreadSeconds: 1, top: 1 }

    expect(formatProfiled(breakdown, profiled)).toBe(
      '1,500 requests/s: 2,990 answers with status 200, 10 answers with status 503; idle for 25.0 % of the time.',
    )
  })
})
