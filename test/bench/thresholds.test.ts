/*
 * `npm run bench:guard` is not part of the tests: its result depends on the machine. These tests cover how it judges
 * what it measured.
 */
import { describe, expect, test } from '@jest/globals'

import { checkThresholds, isGuarded, isNeededFor } from '../../bench/report/targets.ts'
import { planSchedule } from '../../bench/rig/schedule.ts'
import { SERVERS } from '../../bench/rig/servers.ts'
import { WORKLOADS } from '../../bench/workloads/workloads.ts'
import { outcome } from './outcome.ts'

const OWN = 'Own seats: memory+redis / seed'

function thresholdAt(rate: number) {
  const outcomes = [outcome('memory+redis', 1, rate), outcome('seed', 1, 100)]
  return checkThresholds(outcomes).find(({ title }) => title === OWN)
}

describe('the guard', () => {
  test('has a threshold below the target', () => {
    const threshold = thresholdAt(1)?.threshold ?? NaN

    expect(threshold).toBeLessThan(thresholdAt(1)?.target ?? NaN)
    expect(thresholdAt(threshold * 100 + 1)).toMatchObject({ isBelow: false })
    expect(thresholdAt(threshold * 100 - 1)).toMatchObject({ isBelow: true })
  })

  test('treats a ratio that was not measured as too slow', () => {
    const thresholds = checkThresholds([])

    expect(thresholds.length).toBeGreaterThan(0)
    expect(thresholds.every(({ isBelow }) => isBelow)).toBe(true)
  })

  test('compares only requests per second, always with another server', () => {
    for (const { figure, against } of checkThresholds([])) {
      expect(figure).toBe('requestsPerSecond')
      expect(against).toBeDefined()
    }
  })

  test('measures only what it needs, and repeats only what was too slow', () => {
    const extent = { rounds: 1, otherRounds: 1, seconds: 1, warmUpSeconds: 1 }
    const turns = planSchedule(SERVERS, WORKLOADS, extent).filter(({ round }) => round > 0)
    const names = (some: typeof turns) =>
      some.map(({ workload, spec }) => `${workload.name} ${spec.name}`)

    expect(names(turns.filter(isGuarded))).toEqual([
      'hot memory+redis',
      'hot seed',
      'hot bare-express',
      'own memory+redis',
      'own embedded',
      'own postgres+redis',
      'own seed',
      'own redis-for-update',
    ])
    const threshold = thresholdAt(1)
    expect(names(turns.filter(isNeededFor(threshold ? [threshold] : [])))).toEqual([
      'own memory+redis',
      'own seed',
    ])
  })
})
