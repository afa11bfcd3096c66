import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import { shrinksAnArea, withKeptPlaces } from '../../src/domain/kept-places.ts'
import { seatIdsOf, type SeatingPlan } from '../../src/domain/seating-plan.ts'
import { eventWithAreas } from '../builders/event-with-areas.ts'

function planOf(capacity: number): SeatingPlan {
  return eventWithAreas('show', { pit: capacity }).plan
}

const places = (...numbers: number[]) => numbers.map((number) => `pit:${number}`)

/** The places after the capacity was changed, with these ones taken. */
function resized(from: SeatingPlan, capacity: number, taken: readonly number[] = []): SeatingPlan {
  const ids = new Set(places(...taken))
  return withKeptPlaces(from, planOf(capacity), (seatId) => ids.has(seatId))
}

describe('an area with another capacity', () => {
  test('loses the free places with the highest numbers', () => {
    expect(seatIdsOf(resized(planOf(6), 3, [2]))).toEqual(places(1, 2, 3))
    expect(seatIdsOf(resized(planOf(6), 3, [5, 6]))).toEqual(places(1, 5, 6))
    expect(seatIdsOf(resized(planOf(6), 2, [3, 6]))).toEqual(places(3, 6))
  })

  test('loses taken places only if it has no free ones, so that the change can be refused', () => {
    expect(seatIdsOf(resized(planOf(4), 1, [2, 4]))).toEqual(places(2))
  })

  test('gets the lowest numbers that it does not have', () => {
    const gaps = resized(planOf(6), 3, [5, 6])
    expect(seatIdsOf(resized(gaps, 5))).toEqual(places(1, 2, 3, 5, 6))
    expect(seatIdsOf(resized(gaps, 7))).toEqual(places(1, 2, 3, 4, 5, 6, 7))
  })

  test('keeps its places in another plan with the same capacity', () => {
    const gaps = resized(planOf(6), 3, [5, 6])
    expect(JSON.stringify(resized(gaps, 3))).toBe(JSON.stringify(gaps))
    expect(JSON.stringify(resized(planOf(6), 6))).toBe(JSON.stringify(planOf(6)))
  })

  test('has as many places as its capacity, and each taken one that fits, after any changes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.uniqueArray(fc.nat({ max: 14 })))),
        (changes) => {
          let plan = planOf(6)
          for (const [capacity, numbers] of changes) {
            const before = new Set(seatIdsOf(plan))
            const taken = numbers.filter((number) => before.has(`pit:${number}`))
            plan = resized(plan, capacity, taken)
            const after = seatIdsOf(plan)
            expect(new Set(after).size).toBe(capacity)
            if (taken.length <= capacity)
              expect(after).toEqual(expect.arrayContaining(places(...taken)))
            if (capacity <= before.size) expect([...before]).toEqual(expect.arrayContaining(after))
            else expect(after).toEqual(expect.arrayContaining([...before]))
          }
        },
      ),
    )
  })
})

test('knows whether an area of a plan shrinks', () => {
  expect(shrinksAnArea(planOf(3), planOf(2))).toBe(true)
  expect(shrinksAnArea(planOf(3), planOf(3))).toBe(false)
  expect(shrinksAnArea(planOf(3), eventWithAreas('show', { lawn: 1 }).plan)).toBe(false)
})

test('an area that shrinks stores its numbers as ranges, or none if they start at 1 without a gap', () => {
  const former = eventWithAreas('gala', { pit: 9 }).plan
  const next = eventWithAreas('gala', { pit: 6 }).plan
  const numbers = (taken: readonly string[]) => {
    const kept = withKeptPlaces(former, next, (seatId) => taken.includes(seatId))
    return kept.zones[0]?.areas[0]?.standing?.numbers
  }
  expect(numbers([])).toBeUndefined()
  expect(numbers(['pit:5', 'pit:9'])).toEqual([
    [1, 5],
    [9, 9],
  ])
})

test('a plan shrinks an area if one of several has fewer places', () => {
  const former = eventWithAreas('gala', { pit: 5, bar: 2 }).plan
  expect(shrinksAnArea(former, eventWithAreas('gala', { pit: 5, bar: 1 }).plan)).toBe(true)
  expect(shrinksAnArea(former, eventWithAreas('gala', { pit: 6, bar: 2 }).plan)).toBe(false)
})
