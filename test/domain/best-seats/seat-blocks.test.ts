import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import type { SeatBlock } from '../../../src/domain/best-seats/seat-block.ts'
import { blocksOf } from '../../../src/domain/best-seats/seat-blocks.ts'
import type { PlanRow, PlanZone, Point } from '../../../src/domain/seating-plan.ts'
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

const gridAt = (x: number, y: number, columns: number, lines: number) =>
  Array.from({ length: lines }, (_, line) => straight(columns, 25, { x, y: y + 25 * line })).flat()

/** Two lines of two seats, so far to the left and to the right of a line of two. */
const facing = (aside: number) => [
  ...straight(2, 30, { x: -aside - 30, y: 100 }),
  ...straight(2, 30, { x: 30 + aside, y: 100 }),
]

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
  [
    'a block of seats with an aisle',
    [...gridAt(0, 0, 2, 2), ...gridAt(65, 0, 2, 2)],
    '1-2 1-3 2-4 3-4 5-6 5-7 6-8 7-8',
  ],
  [
    'two blocks of seats that face each other',
    [...gridAt(0, 0, 2, 2), ...gridAt(0, 105, 2, 2)],
    '1-2 1-3 2-4 3-4 5-6 5-7 6-8 7-8',
  ],
  [
    'a line of seats that faces one with a seat behind it',
    [...straight(3, 25), { x: 25, y: -25 }, ...straight(3, 25, { x: 0, y: 80 })],
    '1-2 2-3 2-4 5-6 6-7',
  ],
  [
    'a line of seats that faces two others, each a little to the side',
    [...straight(2, 30), ...facing(50)],
    '1-2 1-4 2-5 3-4 5-6',
  ],
  [
    'a line of seats with two others far to the side',
    [...straight(2, 30), ...facing(75)],
    '1-2 3-4 5-6',
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

test('the order of a horseshoe, and of the neighbours in a block, does not depend on the plan', () => {
  const horseshoe = [
    ...[0, 30, 60].map((y) => ({ x: 0, y })),
    ...straight(3, 30, { x: 30, y: 90 }),
    ...[60, 30, 0].map((y) => ({ x: 120, y })),
  ]
  const orderOf = (places: readonly Point[]) => {
    const [block] = blocksOf(planOf([namedRow('H', places)]))
    return block?.seats.map(({ position }) => position)
  }
  expect(orderOf(horseshoe)).toEqual(horseshoe)
  expect(orderOf(horseshoe.toReversed())).toEqual(horseshoe)
  const upright = transformed(horseshoe, { deg: 90 }).map(({ x, y }) => ({
    x: Math.round(x),
    y: Math.round(y),
  }))
  expect(orderOf(upright.toReversed())).toEqual(upright)

  const [block] = blocksOf(planOf([namedRow('T', gridAt(0, 0, 3, 3).toReversed())]))
  if (block?.shape !== 'cluster') throw new Error('It is not a block.')
  for (const others of block.neighbours) {
    expect(others).toEqual(others.toSorted((a, b) => a - b))
  }
})

describe('rows in one line', () => {
  const [left, right] = [straight(2, 25), straight(2, 25, { x: 50, y: 0 })]
  const sizes = (...names: string[]) =>
    blocksOf(
      planOf(
        [left, right].map((places, index) => {
          const row = namedRow(`part ${index}`, places)
          const seats = row.seats.map((seat) => ({ ...seat, row: names[index] ?? '' }))
          return { name: names[index] ?? '', seats }
        }),
      ),
    ).map(({ seats }) => seats.length)

  test('are one row if they have the same name', () => {
    expect(sizes('A', 'A')).toEqual([4])
    expect(sizes('A', 'B')).toEqual([2, 2])
    expect(sizes('', '')).toEqual([2, 2])
  })
})

test('the seats of tables that are booked as a whole are in one block each', () => {
  const table = namedRow('T', gridAt(0, 0, 2, 2))
  const far = namedRow('U', gridAt(300, 0, 2, 2))
  const zone = (rows: PlanRow[], bookAs?: 'whole'): PlanZone => ({
    name: 'Z',
    rows,
    areas: [],
    bookAs,
  })
  const sizesIn = (...zones: PlanZone[]) =>
    blocksOf({ ...planOf([]), zones }).map(({ seats, isTable }) => [seats.length, isTable])

  expect(sizesIn(zone([table, far], 'whole'))).toEqual([[8, true]])
  expect(sizesIn(zone([{ ...table, bookAs: 'whole' }, far]))).toEqual([
    [4, false],
    [4, true],
  ])
  expect(sizesIn(zone([{ ...table, bookAs: 'whole', seats: [] }, far]))).toEqual([[4, false]])
  expect(sizesIn(zone([], 'whole'))).toEqual([])
})
