import { expect, test } from '@jest/globals'

import {
  distanceBetween,
  fromStoredPlan,
  meanOf,
  placeIdsOf,
  rangeOf,
  seatIdsOf,
  seatsIn,
  type StoredPlan,
} from '../../src/domain/seating-plan.ts'
import { planOf, rowAt } from '../builders/drawn-hall.ts'

const standing = { id: 'pit', capacity: 2, category: 'S' }
const plan = planOf(
  [rowAt([0, 0], [1, 0])],
  [{ position: { x: 5, y: 5 }, rotationDeg: 0, standing }],
)

test('the ids of a plan are those of its seats and places', () => {
  expect(placeIdsOf(standing)).toEqual(['pit:1', 'pit:2'])
  expect(seatIdsOf(plan)).toEqual(['0', '1', 'pit:1', 'pit:2'])
  expect(seatsIn(plan).map(({ id }) => id)).toEqual(['0', '1'])
})

test('a plan that an earlier release stored, whose rows are lists of seats, is read', () => {
  const zones = plan.zones.map((zone) => ({ ...zone, rows: zone.rows.map(({ seats }) => seats) }))
  const stored: StoredPlan = { ...plan, zones }

  expect(fromStoredPlan(stored)).toEqual(plan)
  expect(
    fromStoredPlan({ ...plan, zones: [{ name: 'Bar', rows: [[]], areas: [] }] }).zones,
  ).toEqual([{ name: 'Bar', rows: [{ name: '', seats: [] }], areas: [] }])
})

test('a stored plan is read as it is', () => {
  expect(fromStoredPlan(plan)).toEqual(plan)
})

// `Math.hypot` does not round correctly, and differs for these two.
test('two seats on a grid that are equally far away have the same distance', () => {
  const origin = { x: 0, y: 0 }
  const far = distanceBetween(origin, { x: 27, y: 1 })

  expect(distanceBetween(origin, { x: 17, y: 21 })).toBe(far)
})

test('positions have a distance, a mean and a range', () => {
  const [a, b] = [
    { x: 1, y: 7 },
    { x: 4, y: 3 },
  ]
  expect(distanceBetween(a, b)).toBe(5)
  expect(meanOf([a, b])).toEqual({ x: 2.5, y: 5 })
  expect(rangeOf([3, -1, 2])).toEqual({ least: -1, most: 3 })
})
