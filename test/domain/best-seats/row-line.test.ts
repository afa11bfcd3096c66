import { expect, test } from '@jest/globals'
import fc from 'fast-check'

import { lineOf } from '../../../src/domain/best-seats/row-line.ts'
import type { Point } from '../../../src/domain/seating-plan.ts'
import { namedRow, round, straight, transformed, twoSides } from '../../builders/tables.ts'

/** The numbers of the seats in the order of the line, which may be reversed, or undefined if the row is no line. */
function orderOf(places: readonly Point[]): number[] | undefined {
  const order = lineOf(namedRow('R', places).seats)?.map(({ number }) => Number(number) - 1)
  return order?.[0] === places.length - 1 ? order.toReversed() : order
}

const rotation = fc.integer({ min: 0, max: 359 })
const move = fc.record({ x: fc.integer({ max: 5_000, min: -5_000 }), y: fc.constant(700) })

test('a row is a line if it runs along a straight line, in any direction', () => {
  const steps = fc.array(
    fc.record({ x: fc.integer({ min: 10, max: 60 }), y: fc.integer({ min: -4, max: 4 }) }),
    { minLength: 2, maxLength: 20 },
  )
  fc.assert(
    fc.property(steps, rotation, move, (gaps, deg, by) => {
      let x = 0
      const places = gaps.map((gap) => ({ x: (x += gap.x), y: gap.y }))
      const inOrder = Array.from(places.keys())
      expect(orderOf(transformed(places, { deg, by }))).toEqual(inOrder)
    }),
  )
})

test.each<[string, readonly Point[], boolean]>([
  ['an arc of 80 degrees', round(36, 300).slice(0, 9), true],
  ['an arc of 160 degrees', round(36, 300).slice(0, 17), false],
  ['a round table', round(8, 50), false],
  ['a table with two sides', twoSides(4), false],
  ['two rows behind each other', twoSides(10, { width: 30 }), false],
  ['a single seat', straight(1, 25), true],
  ['two seats', straight(2, 25), true],
])('%s, in any direction', (_, places, isLine) => {
  fc.assert(
    fc.property(rotation, move, (deg, by) => {
      expect(orderOf(transformed(places, { deg, by })) !== undefined).toBe(isLine)
    }),
  )
})
