import { describe, expect, test } from '@jest/globals'

import { SeatMarks } from '../../src/domain/seat-marks.ts'
import type { PlanZone } from '../../src/domain/seating-plan.ts'
import { namedRow, straight } from '../builders/tables.ts'

const row = (name: string) => namedRow(name, straight(2, 10))
const marksOf = (...zones: Partial<PlanZone>[]) =>
  new SeatMarks({
    name: 'Hall',
    categories: [{ name: 'S' }],
    zones: zones.map((zone) => ({ name: '', rows: [], areas: [], ...zone })),
  })

describe('the table of a seat', () => {
  const marks = marksOf(
    { rows: [row('A'), { ...row('T'), bookAs: 'whole' }] },
    { rows: [row('L'), { ...row('M'), bookAs: 'whole' }], bookAs: 'whole' },
  )

  test('is its row, if that is booked as a whole', () => {
    expect(marks.tableOf('T-1')).toEqual(new Set(['T-1', 'T-2']))
    expect(marks.tableOf('A-1')).toBeUndefined()
  })

  test('is its zone, if that is booked as a whole', () => {
    const zone = new Set(['L-1', 'L-2', 'M-1', 'M-2'])
    expect(marks.tableOf('L-1')).toEqual(zone)
    expect(marks.tableOf('M-2')).toEqual(zone)
  })

  test('names the seats that are missing', () => {
    expect(marks.missingOfTables(['T-1', 'A-1'])).toEqual(['T-2'])
    expect(marks.missingOfTables(['T-1', 'L-1'], ['T-1', 'T-2', 'L-1', 'M-1'])).toEqual([
      'L-2',
      'M-2',
    ])
    expect(marks.missingOfTables(['T-1', 'T-2', 'A-2'])).toEqual([])
  })

  test('counts as the number of its seats', () => {
    expect(marks.size).toBe(6)
  })
})
