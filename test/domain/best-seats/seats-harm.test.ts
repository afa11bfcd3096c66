import { expect, test } from '@jest/globals'

import {
  LEAVES_COMPANION,
  MIXES,
  RESTRICTED_VIEW,
  type Wanted,
} from '../../../src/domain/best-seats/group.ts'
import { harmOfSeats } from '../../../src/domain/best-seats/seats-harm.ts'
import { freeSeatsOf } from '../../builders/drawn-hall.ts'
import { picturedHall } from '../../builders/pictured-hall.ts'

/** The harm of all seats of the line that are marked below it. */
function harmOf(
  line: string,
  marks: string,
  accessible?: number,
  { isTable = false, ...wanted }: Partial<Wanted> & { readonly isTable?: boolean } = {},
): number | undefined {
  const free = freeSeatsOf(picturedHall([line]))
  const seats = Array.from(marks).flatMap((mark, x) =>
    mark === '#' ? (free.hall.numberOf(`1-${x + 1}`) ?? NaN) : [],
  )
  const state = { free, wanted: { quantity: seats.length, accessible, ...wanted } }
  return harmOfSeats(seats, { ...state, chosen: new Set() }, { isTable })
}

test('seats of several categories count, and each restricted view', () => {
  expect(harmOf('AAB', '## ')).toBe(0)
  expect(harmOf('AAB', ' ##')).toBe(MIXES)
  expect(harmOf('VAV', '###')).toBe(2 * RESTRICTED_VIEW)
  expect(harmOf('VBV', '## ')).toBe(MIXES + RESTRICTED_VIEW)
})

test('the category of an accessible place and of its companion seat does not count', () => {
  expect(harmOf('BCWB', '####', 1)).toBe(0)
  expect(harmOf('BCWA', '####', 1)).toBe(MIXES)
  expect(harmOf('BWA', '## ', undefined, { isReleased: true })).toBe(MIXES)
})

test('a group has as many places as wanted, or more if they are released or at a whole table', () => {
  expect(harmOf('WAW', '## ', 1)).toBe(0)
  expect(harmOf('WAW', '## ', 2)).toBeUndefined()
  expect(harmOf('WAW', '###', 1)).toBeUndefined()
  expect(harmOf('WAW', '###', 1, { isReleased: true })).toBe(0)
  expect(harmOf('WAW', '###', 1, { isTable: true })).toBe(0)
  expect(harmOf('WAA', '###', 2, { isTable: true })).toBeUndefined()
})

test('no group has the companion seat of another place, unless it is released or at a whole table', () => {
  expect(harmOf('WA CW', '## # ', 1)).toBeUndefined()
  expect(harmOf('WA CW', '## # ', 1, { isReleased: true })).toBe(0)
  expect(harmOf('WA CW', '## # ', 1, { isTable: true })).toBe(0)
})

test('a companion seat that is left counts if the group has other seats', () => {
  expect(harmOf('CWA', '## ', 1)).toBe(0)
  expect(harmOf('CWA', ' ##', 1)).toBe(LEAVES_COMPANION)
  expect(harmOf('cWA', ' ##', 1)).toBe(0)
  expect(harmOf('CWC', '## ', 1)).toBe(0)
})
