import { describe, expect, test } from '@jest/globals'

import { curveGrids } from '../../bench/report/tables.ts'
import { seatsFor } from '../../bench/rig/schedule.ts'
import { CURVES, scheduleOfCurve } from '../../bench/workloads/curves.ts'
import { outcome } from './outcome.ts'

describe.each(CURVES)('the curve of $name', (curve) => {
  const turns = scheduleOfCurve(curve)

  test('has all points in each round, each on its own server', () => {
    const points = curve.series.flat()
    const round = turns.filter((turn) => turn.round === 1).map(({ spec }) => spec.name)

    expect(round).toEqual(points.map(({ spec }) => spec.name))
    expect(new Set(round).size).toBe(points.length)
    expect(turns.length % points.length).toBe(0)
  })

  test('needs no more seats than the default event can have', () => {
    for (const { spec } of turns) expect(seatsFor(spec, turns)).toBeLessThanOrEqual(1_000_000)
  })
})

test('a curve shows the cost of each point as a multiple of the first point', () => {
  const [curve] = CURVES
  const [points = []] = curve?.series ?? []
  const outcomes = points.map(({ spec }, index) =>
    outcome(spec.name, 1, 100, {
      workload: curve?.name ?? '',
      figures: { allCpuUsPerRequest: 100 + 10 * index },
    }),
  )
  const [{ grid } = { grid: undefined }] = curve ? curveGrids(curve, outcomes) : []

  expect(grid?.headings.at(0)).toBe(curve?.unit)
  expect(grid?.lines.map((line) => [line.at(0), line.at(-1)])).toEqual(
    points.map(({ label }, index) => [label, (1 + 0.1 * index).toFixed(2)]),
  )
})
