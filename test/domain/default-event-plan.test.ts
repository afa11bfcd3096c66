import { describe, expect, test } from '@jest/globals'

import { frontOf } from '../../src/domain/best-seats/front.ts'
import { blocksOf } from '../../src/domain/best-seats/seat-blocks.ts'
import { defaultEventPlan } from '../../src/domain/default-event-plan.ts'
import { distanceBetween, seatsIn } from '../../src/domain/seating-plan.ts'

const rowsOf = (count: number) => defaultEventPlan(count).zones.flatMap((zone) => zone.rows)

describe('the hall of the default event', () => {
  test.each([1, 9, 10, 95, 100, 101, 5_000])('has its %d seats, each once', (count) => {
    const ids = rowsOf(count).flatMap((row) => row.seats.map((seat) => seat.id))

    expect(ids).toEqual(Array.from({ length: count }, (_, index) => `${index + 1}`))
  })

  test('has rows of ten up to a hundred seats, and is square above', () => {
    const lengths = (count: number) => rowsOf(count).map(({ seats }) => seats.length)

    expect(lengths(7)).toEqual([7])
    expect(lengths(25)).toEqual([10, 10, 5])
    expect(lengths(400)).toEqual(Array.from({ length: 20 }, () => 20))
  })

  test('has its first seat at the front left, and no aisle in a row', () => {
    const [first, ...others] = seatsIn(defaultEventPlan(100))

    for (const { position } of others) {
      expect(position.x).toBeGreaterThanOrEqual(first?.position.x ?? Infinity)
      expect(position.y).toBeGreaterThanOrEqual(first?.position.y ?? Infinity)
    }
    expect(blocksOf(defaultEventPlan(100))).toHaveLength(10)
  })

  test('names its rows A to Z, then AA', () => {
    const labels = rowsOf(53 * 53).map(({ name }) => name)

    expect(labels.slice(0, 3)).toEqual(['A', 'B', 'C'])
    expect(labels.slice(24, 28)).toEqual(['Y', 'Z', 'AA', 'AB'])
    expect(labels.slice(51, 53)).toEqual(['AZ', 'BA'])
  })

  test('has a stage in front of the middle of the first row', () => {
    const front = frontOf(defaultEventPlan(100))
    const nearest = seatsIn(defaultEventPlan(100)).toSorted(
      (a, b) => distanceBetween(a.position, front) - distanceBetween(b.position, front),
    )

    expect(new Set(nearest.slice(0, 2).map((seat) => seat.id))).toEqual(new Set(['5', '6']))
    expect(front.y).toBeLessThan(nearest[0]?.position.y ?? 0)
  })

  test('has all seats and the stage within its size', () => {
    const { size } = defaultEventPlan(120)
    for (const { position } of seatsIn(defaultEventPlan(120))) {
      expect(position.x).toBeLessThan(size?.width ?? 0)
      expect(position.y).toBeLessThan(size?.height ?? 0)
    }
  })
})
