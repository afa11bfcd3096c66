import { expect, test } from '@jest/globals'

import {
  bestAvailable,
  type BestAvailableRequest,
} from '../../../src/domain/best-seats/best-available.ts'
import { ClusterSearch } from '../../../src/domain/best-seats/cluster-search.ts'
import { LEAVES_ONE, Steps } from '../../../src/domain/best-seats/group.ts'
import { Hall } from '../../../src/domain/best-seats/hall.ts'
import type { Point } from '../../../src/domain/seating-plan.ts'
import { freeSeatsOf, planOf } from '../../builders/drawn-hall.ts'
import { picturedHall } from '../../builders/pictured-hall.ts'
import { namedRow } from '../../builders/tables.ts'

/** The drawing with a `#` for each chosen seat. The stage is at this column and line, both from 0. */
function chosen(
  lines: readonly string[],
  request: BestAvailableRequest,
  stage?: Point,
): readonly string[] | undefined {
  const pictured = picturedHall(lines)
  const { taken, plan } = pictured
  const focalPoint = stage && { x: stage.x * 10, y: stage.y * 10 }
  const hall = new Hall({ ...plan, focalPoint })
  return pictured.with(bestAvailable(freeSeatsOf({ hall, taken }), request))
}

const block = (columns: number, lines: number) => [
  'tables:',
  ...Array.from({ length: lines }, () => 'A'.repeat(columns)),
]

test.each<[string, readonly string[], Point, readonly string[]]>([
  [
    'in a block of 64 seats, those that are closer together come first',
    block(8, 8),
    { x: 4, y: -1000 },
    ['AAA##AAA', 'AAAA#AAA'],
  ],
  [
    'in a larger block, those that are nearer to the front come first',
    block(9, 8),
    { x: 4, y: -1000 },
    ['AAA###AAA', 'AAAAAAAAA'],
  ],
])('%s', (_, lines, stage, front) => {
  expect(chosen(lines, { quantity: 3 }, stage)?.slice(1, 3)).toEqual(front)
})

test('seats that are closer together come first, also if the front of the table is narrow', () => {
  const table = ['tables:', 'aAaa', 'aAaa', 'AAAA', 'AAAA']

  expect(chosen(table, { quantity: 3 }, { x: 1, y: 0 })).toEqual([
    'tables:',
    'aAaa',
    'aAaa',
    'AA##',
    'AAA#',
  ])
})

test('the front may be on any side', () => {
  const square = block(9, 9)
  const middle = /^A{3}###A{3}$/

  expect(chosen(square, { quantity: 3 }, { x: 4, y: 1000 })?.at(-1)).toMatch(middle)
  expect(chosen(square, { quantity: 3 }, { x: 4, y: -1000 })?.at(1)).toMatch(middle)
  const left = chosen(square, { quantity: 3 }, { x: -1000, y: 5 })
  expect(left?.map((line) => line.indexOf('#'))).toEqual([-1, -1, -1, -1, 0, 0, 0, -1, -1, -1])
})

test('the room for another group at a table is not wasted, but in a larger block it does not matter', () => {
  const firstLine = (columns: number, quantity: number) =>
    chosen(block(columns, 2), { quantity }, { x: (columns - 1) / 2, y: 0 })?.[1]

  expect(firstLine(4, 4)).toBe('##AA')
  expect(firstLine(32, 31)).toMatch(/^A#{16}A{15}$/)
  expect(firstLine(33, 32)).toMatch(/^A{8}#{16,17}A{8,9}$/)
})

// The seat nearest to the front has its only neighbour behind it.
test('a pair is as near to the front as its mean', () => {
  const table = namedRow(
    'T',
    [0, 40, 80, 120].flatMap((y) => [
      { x: 0, y },
      { x: 40, y },
    ]),
  )
  const hall = new Hall({ ...planOf([table]), focalPoint: { x: 10, y: 79 } })
  const taken = ['T-2', 'T-4', 'T-5', 'T-6']

  expect(bestAvailable(freeSeatsOf({ hall, taken }), { quantity: 2 })).toEqual(['T-7', 'T-8'])
})

test('an accessible place at a table may be left alone, but no ordinary seat', () => {
  const lines = ['tables:', 'AAW', 'aaa', 'tables:', 'aaa', 'aaa', 'tables:', 'AA', 'aa']
  const best = (isReleased: boolean) =>
    chosen(lines, { quantity: 2, isReleased }, { x: 1.5, y: 0 })?.[1]

  expect(best(false)).toBe('##W')
  expect(best(true)).toBe('AAW')
})

test('an accessible place is found behind a thousand other seats', () => {
  const lines = [...block(40, 39), `${'A'.repeat(38)}WC`]

  expect(chosen(lines, { quantity: 2, accessible: 1 })?.at(-1)).toBe(`${'A'.repeat(38)}##`)
})

test('a seat that is left single between two groups counts', () => {
  const free = freeSeatsOf(picturedHall(['tables:', 'AAAAA', 'aaaaa']))
  const { hall } = free
  const numberOf = (seatId: string) => hall.numberOf(seatId) ?? NaN
  const [block] = hall.blocks
  if (!block) throw new Error('There is no block.')
  const best = (...chosen: string[]) =>
    new ClusterSearch(
      block,
      { free, wanted: { quantity: 2 }, chosen: new Set(chosen.map(numberOf)) },
      new Steps(Infinity),
    ).best()

  expect(best()).toMatchObject({ harm: 0 })
  expect(best('2-1')).toMatchObject({ harm: 0 })
  expect(best('2-1', '2-2')).toMatchObject({ harm: LEAVES_ONE })
})
