/*
 * `npm run bench:guard` is not part of the tests: its result depends on the machine. These tests cover how it judges
 * what it measured.
 */
import { describe, expect, test } from '@jest/globals'

import { holdAgainstFloors, isGuarded, isNeededFor } from '../../bench/floors.ts'
import { SERVERS } from '../../bench/rig/servers.ts'
import { planTurns } from '../../bench/rig/schedule.ts'
import { WORKLOADS } from '../../bench/workloads/workloads.ts'
import { outcome } from './outcome.ts'

const OWN = 'Own seats: memory+redis to the seed'

function floorAt(rate: number) {
  const outcomes = [outcome('memory+redis', 1, rate), outcome('seed', 1, 100)]
  return holdAgainstFloors(outcomes).find(({ title }) => title === OWN)
}

describe('the guard', () => {
  test('puts up with less than the bar, but not with anything', () => {
    const floor = floorAt(1)?.floor ?? NaN

    expect(floor).toBeLessThan(floorAt(1)?.bar ?? NaN)
    expect(floorAt(floor * 100 + 1)).toMatchObject({ isBelow: false })
    expect(floorAt(floor * 100 - 1)).toMatchObject({ isBelow: true })
  })

  test('takes what was not measured for too slow', () => {
    const floors = holdAgainstFloors([])

    expect(floors.length).toBeGreaterThan(0)
    expect(floors.every(({ isBelow }) => isBelow)).toBe(true)
  })

  test('compares requests a second only, and always with another server', () => {
    for (const { figure, against } of holdAgainstFloors([])) {
      expect(figure).toBe('requestsPerSecond')
      expect(against).toBeDefined()
    }
  })

  test('measures what it needs to know, and again what was too slow', () => {
    const extent = { rounds: 1, otherRounds: 1, seconds: 1, warmUpSeconds: 1 }
    const turns = planTurns(SERVERS, WORKLOADS, extent).filter(({ round }) => round > 0)
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
      'own postgres-for-update',
    ])
    const floor = floorAt(1)
    expect(names(turns.filter(isNeededFor(floor ? [floor] : [])))).toEqual([
      'own memory+redis',
      'own seed',
    ])
  })
})
