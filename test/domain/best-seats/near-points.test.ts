import { expect, test } from '@jest/globals'
import fc from 'fast-check'

import { NearPoints } from '../../../src/domain/best-seats/near-points.ts'
import { distanceBetween, type Point } from '../../../src/domain/seating-plan.ts'

// Many points have the same coordinates, and some are at the same position.
const coordinate = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -99, max: 99 }))
const anyPoints = fc.array(fc.record({ x: coordinate, y: coordinate }), { maxLength: 40 })

const distancesTo = (points: readonly Point[], point: Point) =>
  points.map((other) => distanceBetween(other, point)).toSorted((a, b) => a - b)

test('the nearest points are those that a scan of all points finds', () => {
  fc.assert(
    fc.property(anyPoints, fc.integer({ min: 1, max: 8 }), (points, count) => {
      const near = new NearPoints(points)
      for (const [number, point] of points.entries()) {
        const found = near.nearestTo(number, count)
        const others = points.filter((_, other) => other !== number)

        expect(new Set(found).size).toBe(found.length)
        expect(found).not.toContain(number)
        // Not sorted: the nearest is first.
        expect(found.map((other) => distanceBetween(points[other] ?? point, point))).toEqual(
          distancesTo(others, point).slice(0, count),
        )
      }
    }),
    { numRuns: 300 },
  )
})
