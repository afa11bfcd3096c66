import { readFileSync } from 'node:fs'

import { describe, expect, test } from '@jest/globals'

import { drawChart } from '../../bench/report/chart.ts'
import { replaceSection } from '../../bench/report/docs.ts'
import { asMarkdown, asText } from '../../bench/report/grid.ts'
import { summarise } from '../../bench/report/summary.ts'
import { gridsOf, targetGrid } from '../../bench/report/tables.ts'
import { judge } from '../../bench/report/targets.ts'
import { cpuFigures } from '../../bench/rig/figures.ts'
import { SERVERS } from '../../bench/rig/servers.ts'
import { CURVES } from '../../bench/workloads/curves.ts'
import { WORKLOADS } from '../../bench/workloads/workloads.ts'
import { outcome } from './outcome.ts'

const grid = {
  headings: ['', 'req/s', 'verdict'],
  lines: [
    ['one', '1,000', 'met'],
    ['another', '-', 'not measured'],
  ],
}

describe('a table', () => {
  test('aligns figures to the right and words to the left', () => {
    expect(asText(grid)).toBe(
      ['         req/s  verdict', 'one      1,000  met', 'another      -  not measured'].join('\n'),
    )
  })

  test('is written as Markdown for the docs', () => {
    expect(asMarkdown(grid)).toBe(
      [
        '|  | req/s | verdict |',
        '| --- | ---: | --- |',
        '| one | 1,000 | met |',
        '| another | - | not measured |',
      ].join('\n'),
    )
  })
})

describe('the tables of a run', () => {
  const rows = summarise([outcome('memory', 1, 3_000), outcome('seed', 1, 1_500)])

  test('have one line per server and the measured columns', () => {
    expect(gridsOf(rows, WORKLOADS, SERVERS)).toEqual([
      {
        title: 'Own seats',
        grid: {
          headings: ['', 'req/s', 'min - max', 'p50 ms', 'p99 ms', 'to the seed'],
          lines: [
            ['Holdfast, memory', '3,000', '3,000 - 3,000', '1.00', '2.00', '2.00'],
            [
              'the seed: memory, node-redis SET NX lock',
              ...['1,500', '1,500 - 1,500', '1.00', '2.00', '1.00'],
            ],
          ],
        },
      },
    ])
  })

  test('have one line per target, and a heading for each column', () => {
    const { headings, lines } = targetGrid(judge([]))

    expect(headings).toEqual(['Targets', 'measured', 'target', 'moonshot', 'verdict'])
    expect(lines[0]).toEqual([
      ...['Own seats: embedded, durable / seed (memory)', '-', '0.80', '1.00', 'not measured'],
    ])
    expect(lines.map((line) => line.at(-1))).toContain('see npm run soak')
  })

  test('show the CPU time of each part, which add up', () => {
    const cpu = cpuFigures({ service: 0.3, redis: 0.02, postgres: 0.1 }, 1_000)
    const embedded = cpuFigures({ service: 0.2 }, 1_000)
    const outcomes = [
      outcome('postgres+redis', 1, 900, { figures: cpu }),
      outcome('embedded', 1, 900, { figures: embedded }),
    ]
    const [{ grid } = { grid: undefined }] = gridsOf(summarise(outcomes), WORKLOADS, SERVERS)

    expect(grid?.headings.slice(-4)).toEqual([
      ...['CPU us/req', 'Redis CPU us', 'Postgres CPU us', 'all CPU us'],
    ])
    expect(grid?.lines.map((line) => line.slice(-4))).toEqual([
      ['200', '-', '-', '200'],
      ['300', '20.0', '100', '420'],
    ])
  })

  test('are drawn with the fastest first, if a peer was measured', () => {
    const held = outcome('memory', 1, 900, { workload: 'hold-confirm' })
    const chart = drawChart([...rows, ...summarise([held])], {
      ...{ servers: SERVERS, workloads: WORKLOADS, caption: 'Node & <2 cores>' },
    })

    expect(chart).toContain('Node &amp; &lt;2 cores>')
    expect(chart).toMatch(/Own seats.*Holdfast, memory.*the seed/s)
    expect(chart).toContain('(2.00)')
    expect(chart).not.toContain('Hold two seats')
  })
})

describe('the docs', () => {
  const page = 'Before.\n<!-- measured: a -->\nold\n<!-- end: a -->\nAfter.\n'

  test('get new measurements in their section only', () => {
    expect(replaceSection(page, 'a', 'new\n')).toBe(page.replace('old', 'new'))
    expect(() => replaceSection(page, 'b', 'new')).toThrow('The page has no section b.')
  })

  test.each([
    ...['bars', 'workloads', 'soak', 'profile memory+redis own', 'profile postgres+redis own'],
    ...['profile embedded own', ...CURVES.map(({ name }) => `curve ${name}`)],
  ])('have a section for %s', (section) => {
    const performance = readFileSync('docs/performance.md', 'utf8')

    expect(() => replaceSection(performance, section, '')).not.toThrow()
  })
})
