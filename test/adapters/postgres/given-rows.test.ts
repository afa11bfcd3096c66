import { expect, test } from '@jest/globals'

import { parametersOf } from '../../../src/adapters/postgres/given-rows.ts'

const ROWS = { name: 'rows', columns: { seat_id: 'text', hold_id: 'text' } } as const

test('each column is one array', () => {
  const rows = [{ seat_id: 'A-1' }, { seat_id: 'A "2"', hold_id: 'h-1' }]

  expect(parametersOf(ROWS, rows)).toEqual(['{"A-1","A \\"2\\""}', '{NULL,"h-1"}'])
})

test('a column without a value is an empty array, which costs nothing for each row', () => {
  const rows = [{ seat_id: 'A-1', hold_id: null }, { seat_id: 'A-2' }]

  expect(parametersOf(ROWS, rows)).toEqual(['{"A-1","A-2"}', '{}'])
})
