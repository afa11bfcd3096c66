import { expect, test } from '@jest/globals'

import { areAdjacent } from '../../../src/domain/best-seats/adjacency.ts'
import { picturedHall } from '../../builders/pictured-hall.ts'

const ROWS = ['AAA AAA', 'AWA', 'ADA']
const TABLE = ['tables:', ' AA ', 'A  A', ' AA ']
const BLOCK = ['tables:', 'AAA', 'AAA', 'AAA']

test.each([
  ['neighbours in any order', ROWS, ['1-3', '1-1', '1-2'], true],
  ['one seat', ROWS, ['1-1'], true],
  ['no seats', ROWS, [], false],
  ['seats with another between', ROWS, ['1-1', '1-3'], false],
  ['a pair and a seat apart', ROWS, ['1-1', '1-2', '2-1'], false],
  ['two pairs', ROWS, ['1-1', '1-2', '1-5', '1-6'], false],
  ['seats on both sides of an aisle', ROWS, ['1-3', '1-5'], false],
  ['seats behind each other', ROWS, ['1-1', '2-1'], false],
  ['a place and its companion behind', ROWS, ['2-2', '3-2'], false],
  ['the ends of a round table', TABLE, ['2-2', '4-2', '3-1'], true],
  ['seats across a round table', TABLE, ['2-2', '4-3'], false],
  ['seats beside and behind each other in a block', BLOCK, ['2-1', '2-2', '3-2', '4-2'], true],
  ['seats of a block that touch at a corner', BLOCK, ['2-1', '3-2'], false],
])('%s are adjacent: %#', (_, picture, seatIds, isAdjacent) => {
  const { hall } = picturedHall(picture)

  expect(areAdjacent(hall, seatIds)).toBe(isAdjacent)
})

test.each([
  ['a place and its companion behind', ROWS, ['2-2', '3-2'], true],
  ['neighbours of both', ROWS, ['2-1', '2-2', '3-2', '3-3'], true],
  ['other seats behind each other', ROWS, ['2-1', '3-1'], false],
  ['a place and a companion in another zone', ['W', '-- Balcony', 'D'], ['1-1', '3-1'], false],
  [
    'a place at a whole table, and its companion',
    ['whole tables:', 'WA', 'rows:', '', 'D'],
    ['2-1', '5-1'],
    false,
  ],
  [
    'a place, and its companion at a whole table',
    ['W', '', 'whole tables:', 'DA'],
    ['1-1', '4-1'],
    false,
  ],
])('with companions, %s are adjacent: %#', (_, picture, seatIds, isAdjacent) => {
  const { hall } = picturedHall(picture)

  expect(areAdjacent(hall, seatIds, { linksCompanions: true })).toBe(isAdjacent)
})
