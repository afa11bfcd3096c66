import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

import { describe, expect, test } from '@jest/globals'

import { ratioOf, spreadIn, summarise } from '../../bench/report/summary.ts'
import { judge, TARGETS } from '../../bench/report/targets.ts'
import { spreadOf } from '../../bench/rig/figures.ts'
import {
  cpuSeconds,
  parseResidentMb,
  parseStat,
  residentMb,
} from '../../bench/rig/process-usage.ts'
import { parseWrk } from '../../bench/rig/wrk.ts'
import { figuresOf } from '../../bench/workloads/overload.ts'
import { until } from '../../tools/until.ts'
import { outcome } from './outcome.ts'

describe('spreadOf', () => {
  test.each([
    { values: [3, 1, 2], median: 2, min: 1, max: 3 },
    { values: [10, 2], median: 6, min: 2, max: 10 },
    { values: [7], median: 7, min: 7, max: 7 },
    { values: [4, 1, 100, 3], median: 3.5, min: 1, max: 100 },
  ])('the median of $values is $median', ({ values, ...spread }) => {
    expect(spreadOf(values)).toEqual(spread)
  })

  test('is undefined without values', () => {
    expect(spreadOf([])).toBeUndefined()
  })
})

describe('the figures of a server', () => {
  const outcomes = [
    outcome('memory', 0, 1),
    outcome('memory', 1, 100),
    outcome('seed', 1, 50),
    outcome('memory', 2, 30),
    outcome('seed', 2, 10),
    outcome('memory', 3, 40),
    outcome('seed', 3, 40),
  ]
  const measured = { workload: 'own', server: 'memory', figure: 'requestsPerSecond' } as const

  test('exclude the warm-up', () => {
    expect(spreadIn(outcomes, measured)).toEqual({ median: 40, min: 30, max: 100 })
  })

  test('exclude rounds with faults', () => {
    const wrong = { ...outcome('memory', 4, 1_000), faults: ['1 seats were sold twice: 1'] }

    expect(spreadIn([...outcomes, wrong], measured)?.max).toBe(100)
  })

  test('are compared with those of another server round by round', () => {
    expect(ratioOf(outcomes, { ...measured, against: { server: 'seed' } })).toBe(2)
    expect(ratioOf(outcomes, { ...measured, against: { server: 'ioredis' } })).toBeUndefined()
  })

  test('have one row per server', () => {
    expect(summarise(outcomes).map(({ server, toSeed }) => [server, toSeed])).toEqual([
      ['memory', 2],
      ['seed', 1],
    ])
  })

  test('are in a row only if they were measured', () => {
    const [row] = summarise([outcome('memory', 1, 100)])

    expect(row?.figures).toEqual({
      requestsPerSecond: { median: 100, min: 100, max: 100 },
      p50Ms: { median: 1, min: 1, max: 1 },
      p99Ms: { median: 2, min: 2, max: 2 },
    })
    expect(summarise([{ ...outcome('memory', 1, 100), figures: {} }])).toEqual([])
  })
})

test('a target is met, missed or not measured', () => {
  const verdictAt = (rate: number) =>
    judge([outcome('memory+redis', 1, rate), outcome('seed', 1, 100)]).find(
      ({ workload, server, figure }) =>
        workload === 'own' && server === 'memory+redis' && figure === 'requestsPerSecond',
    )?.verdict

  expect(verdictAt(99)).toBe('missed')
  expect(verdictAt(100)).toBe('met')
  expect(verdictAt(130)).toBe('moonshot')
  expect(judge([]).map(({ verdict }) => verdict)).toEqual(TARGETS.map(() => 'not measured'))
})

describe('the output of wrk', () => {
  test('is parsed from the line of JSON', () => {
    const line =
      '{"requests":30,"durationUs":2000000,"p50Us":1500,"p99Us":9000,"unanswered":2,"statuses":{"200":29,"423":1},"times":[[423,7,1],[200,12,29]]}'

    expect(parseWrk(`Running 2s test\nRequests/sec: 15\n${line}\n`)).toEqual({
      requests: 30,
      seconds: 2,
      p50Ms: 1.5,
      p99Ms: 9,
      unanswered: 2,
      statuses: { 200: 29, 423: 1 },
      times: [
        { status: 423, ms: 0.7, count: 1 },
        { status: 200, ms: 1.2, count: 29 },
      ],
    })
  })

  test('is rejected without figures', () => {
    expect(() => parseWrk('Running 2s test\n')).toThrow('wrk printed no figures')
  })
})

describe('the figures of an overload', () => {
  const load = { p50Ms: 9, p99Ms: 99, unanswered: 0, connections: 64 }
  const calm = { ...load, requests: 1_000, seconds: 1, statuses: { 200: 1_000 }, times: [] }
  const times = [
    { status: 200, ms: 5, count: 1_180 },
    { status: 503, ms: 1, count: 1_500 },
    { status: 200, ms: 8, count: 20 },
  ]

  test('separate served from refused requests', () => {
    const statuses = { 200: 1_200, 400: 300, 503: 1_500 }
    const crowded = { ...load, requests: 3_000, seconds: 3, statuses, times }

    expect(figuresOf(calm, crowded, { service: 0.75, redis: 0.75 })).toEqual({
      requestsPerSecond: 500,
      goodput: 0.5,
      refusedShare: 0.5,
      cpuUsPerRequest: 250,
      redisCpuUsPerRequest: 250,
      allCpuUsPerRequest: 500,
      p50Ms: 5,
      p99Ms: 8,
      refusedP50Ms: 1,
      refusedP99Ms: 1,
    })
  })

  test('are NaN without data', () => {
    expect(figuresOf(calm, calm, {})).toEqual({
      requestsPerSecond: 1_000,
      goodput: 1,
      refusedShare: 0,
      ...{ p50Ms: NaN, p99Ms: NaN, refusedP50Ms: NaN, refusedP99Ms: NaN },
    })
  })
})

describe('the memory of a process', () => {
  test('is parsed from /proc/<pid>/status', () => {
    const status = 'Name:\tnode\nVmPeak:\t  900000 kB\nVmRSS:\t  100000 kB\nThreads:\t11\n'

    expect(parseResidentMb(status)).toBe(102.4)
    expect(parseResidentMb('Name:\tkthreadd\n')).toBeUndefined()
  })

  test('is positive on Linux', () => {
    if (process.platform !== 'linux') expect(residentMb(process.pid)).toBeUndefined()
    else expect(residentMb(process.pid)).toBeGreaterThan(10)
  })

  test('is undefined for a process that has ended', () => {
    expect(residentMb(2 ** 30)).toBeUndefined()
  })
})

describe('the CPU time of a process', () => {
  test('is parsed after a program name with spaces and parentheses', () => {
    const stat = '42 (a ) b) S 1 42 42 0 -1 4194560 100 0 0 0 150 50 30 10 20 0 11 0 100 1000'

    expect(parseStat(stat)).toEqual({ own: 2, ended: 0.4 })
  })

  test('grows while the process works, on Linux', async () => {
    const before = cpuSeconds(process.pid)
    if (process.platform !== 'linux') {
      expect(before).toBeUndefined()
      return
    }
    await until(() => {
      const endMs = performance.now() + 20
      while (performance.now() < endMs);
      return Number(cpuSeconds(process.pid)) > Number(before)
    })
  })

  test('includes its children while they run and after they have ended, on Linux', async () => {
    if (process.platform !== 'linux') return
    const script = 'while :; do :; done & echo $!; wait; echo ended; read _'
    const parent = spawn('sh', ['-c', script], { stdio: ['pipe', 'pipe', 'ignore'] })
    const lines = createInterface(parent.stdout)[Symbol.asyncIterator]()
    const secondsNow = () => Number(cpuSeconds(Number(parent.pid)))
    try {
      const child = Number((await lines.next()).value)
      const running = await until(() => secondsNow() > 0.1 && secondsNow())
      process.kill(child, 'SIGKILL')
      await lines.next()

      // The time of a child that has ended is counted in ticks.
      expect(secondsNow()).toBeGreaterThan(running - 0.02)
    } finally {
      parent.kill('SIGKILL')
    }
  })

  test('is undefined for a process that has ended', () => {
    expect(cpuSeconds(2 ** 30)).toBeUndefined()
  })
})
