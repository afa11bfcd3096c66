import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import { blocksOf, type SeatBlock } from '../../../src/domain/best-seats/seat-blocks.ts'
import type { PlanRow, Point } from '../../../src/domain/seating-plan.ts'
import { planOf } from '../../builders/drawn-hall.ts'
import { namedRow, round, straight, transformed, twoSides } from '../../builders/tables.ts'

/** Pairs of adjacent seats such as "1-2", named by the last part of their ids. */
function neighbourPairs(...rows: readonly PlanRow[]): string[] {
  return blocksOf(planOf(rows)).flatMap(pairsIn).sort()
}

function pairsIn(block: SeatBlock): string[] {
  const { seats } = block
  const pair = (a = 0, b = 0) =>
    [seats[a], seats[b]]
      .map((seat) => Number(seat?.id.split('-').at(-1)))
      .sort((one, other) => one - other)
      .join('-')
  if (block.shape === 'cluster') {
    return block.neighbours.flatMap((others, seat) =>
      others.filter((other) => other > seat).map((other) => pair(seat, other)),
    )
  }
  const inLine = seats.slice(1).map((_, index) => pair(index, index + 1))
  return block.shape === 'ring' ? [...inLine, pair(0, seats.length - 1)] : inLine
}

/** The positions of seats, with the pairs that are adjacent. */
const SHAPES: readonly [string, Point[], string][] = [
  ['a straight row', straight(4, 25), '1-2 2-3 3-4'],
  [
    'a row with an aisle',
    [...straight(3, 25), ...straight(2, 25, { x: 100, y: 0 })],
    '1-2 2-3 4-5',
  ],
  [
    'a row with as many aisles as neighbours',
    [0, 25, 85, 145, 205, 230].map((x) => ({ x, y: 0 })),
    '1-2 5-6',
  ],
  ['a zigzag row', [0, 1, 2, 3].map((i) => ({ x: i * 20, y: (i % 2) * 10 })), '1-2 2-3 3-4'],
  ['a round table for three', round(3, 40), '1-2 1-3 2-3'],
  ['a round table for four', round(4, 40), '1-2 1-4 2-3 3-4'],
  ['a round table for six', round(6, 48), '1-2 1-6 2-3 3-4 4-5 5-6'],
  ['a round table for ten', round(10, 60), '1-10 1-2 2-3 3-4 4-5 5-6 6-7 7-8 8-9 9-10'],
  ['a round table that one chair was taken from', round(6, 48).slice(1), '1-2 2-3 3-4 4-5'],
  ['a table for two', twoSides(1), '1-2'],
  ['a table for two and two', twoSides(2), '1-2 1-3 2-4 3-4'],
  ['a table for four and four', twoSides(4), '1-2 1-5 2-3 2-6 3-4 3-7 4-8 5-6 6-7 7-8'],
  ['a wide table', twoSides(3, { width: 150 }), '1-2 1-4 2-3 2-5 3-6 4-5 5-6'],
  ['a narrow bench', twoSides(3, { width: 20 }), '1-2 1-4 2-3 2-5 3-6 4-5 5-6'],
  ['two lines too far apart for a table', twoSides(3, { width: 160 }), '1-2 2-3 4-5 5-6'],
  [
    'a table with staggered sides',
    [...straight(3, 30), ...straight(2, 30, { x: 15, y: 80 })],
    '1-2 1-4 2-3 2-4 2-5 3-5 4-5',
  ],
  [
    'a table with seats at its heads',
    [...twoSides(2), { x: -35, y: 40 }, { x: 65, y: 40 }],
    '1-2 1-5 2-6 3-4 3-5 4-6',
  ],
  [
    'a table with one seat on its other side',
    [...straight(3, 30), { x: 30, y: 80 }],
    '1-2 2-3 2-4',
  ],
  [
    'a horseshoe',
    [0, 30, 60, 90]
      .map((y) => ({ x: 0, y }))
      .concat(
        straight(3, 30, { x: 30, y: 90 }),
        [90, 60, 30, 0].map((y) => ({ x: 120, y })),
      ),
    '1-2 10-11 2-3 3-4 4-5 5-6 6-7 7-8 8-9 9-10',
  ],
  ['a corner', [...straight(3, 25), { x: 50, y: 25 }, { x: 50, y: 50 }], '1-2 2-3 3-4 4-5'],
  [
    'a block of seats',
    [...straight(3, 25), ...straight(3, 25, { x: 0, y: 30 })],
    '1-2 1-4 2-3 2-5 3-6 4-5 5-6',
  ],
]

describe('adjacent seats', () => {
  test.each(SHAPES)('in %s', (_, places, pairs) => {
    expect(neighbourPairs(namedRow('T', places)).join(' ')).toBe(pairs)
  })

  test.each(SHAPES)('in %s, for any rotation, scale, position and order', (_, places, pairs) => {
    const coordinate = fc.integer({ min: -5_000, max: 5_000 })
    const way = fc.record({
      deg: fc.integer({ min: 0, max: 359 }),
      scale: fc.constantFrom(0.02, 1, 40),
      by: fc.record({ x: coordinate, y: coordinate }),
    })
    const orders = fc.shuffledSubarray(
      places.map((_, index) => index),
      { minLength: places.length },
    )
    fc.assert(
      fc.property(way, orders, (way, order) => {
        const row = namedRow('T', transformed(places, way))
        const seats = order.flatMap((index) => row.seats[index] ?? [])
        expect(neighbourPairs({ ...row, seats }).join(' ')).toBe(pairs)
      }),
      { numRuns: 40 },
    )
  })
})

describe('beside ordinary rows', () => {
  const ordinary = [0, 1, 2, 3].map((row) =>
    namedRow(`row ${row}`, straight(20, 25, { x: 0, y: 500 + 30 * row })),
  )
  const pairsBeside = (places: readonly Point[]) => {
    const all = neighbourPairs(...ordinary, namedRow('W', places))
    const others = neighbourPairs(...ordinary)
    return all.filter(
      (pair) => !others.includes(pair) || others.splice(others.indexOf(pair), 1).length === 0,
    )
  }

  test.each<[string, Point[], string]>([
    ['two places at the ends of a row', straight(2, 900), ''],
    ['four places along a row', straight(4, 300), ''],
    ['four places in the corners of the hall', twoSides(2, { pitch: 800, width: 600 }), ''],
    ['two wide places', straight(2, 50), '1-2'],
    ['two seats on both sides of an aisle', straight(2, 75), ''],
    ['a row of wide seats', straight(4, 60), '1-2 2-3 3-4'],
    ['a row of narrow seats', straight(4, 15), '1-2 2-3 3-4'],
    ['a round table with few chairs', round(4, 60), '1-2 1-4 2-3 3-4'],
    ['a table for two', twoSides(1, { width: 60 }), '1-2'],
  ])('%s', (_, places, pairs) => {
    expect(pairsBeside(places).join(' ')).toBe(pairs)
  })
})
