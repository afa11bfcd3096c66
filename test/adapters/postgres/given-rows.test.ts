import { expect, test } from '@jest/globals'

import { givenRows, parametersOf } from '../../../src/adapters/postgres/given-rows.ts'

const ROWS = { name: 'rows', columns: { seat_id: 'text', hold_id: 'text' } } as const

test('each column is one array', () => {
  const rows = [{ seat_id: 'A-1' }, { seat_id: 'A "2"', hold_id: 'h-1' }]

  expect(parametersOf(ROWS, rows)).toEqual(['{"A-1","A \\"2\\""}', '{NULL,"h-1"}'])
})

test.each([
  ['a quote', 'A "2"', '{"A \\"2\\""}'],
  ['a backslash', 'A\\2', '{"A\\\\2"}'],
  ['neither', "A '2'", `{"A '2'"}`],
])('a text with %s', (_what, seat_id, expected) => {
  const columns = { seat_id: 'text' } as const
  expect(parametersOf({ name: 'rows', columns }, [{ seat_id }])).toEqual([expected])
})

test('rows have an order only if they ask for one', () => {
  const [ordered = '', unordered = ''] = givenRows([{ ...ROWS, order: 'seat_id' }, ROWS])

  expect(ordered.split('\n').at(-1)?.trim()).toBe('order by seat_id)')
  expect(unordered).not.toContain('order by')
})

test('an array within an array is passed as text, because the inner arrays may have different lengths', () => {
  const columns = { change_number: 'int', seat_ids: 'text[]', code: 'text' } as const

  const [query = ''] = givenRows([{ name: 'rows', columns }])
  expect(query.match(/\$\d+::[a-z[\]]+/g)).toEqual(['$1::int[]', '$2::text[]', '$3::text[]'])
})

test('a column without a value is an empty array, which costs nothing for each row', () => {
  const rows = [{ seat_id: 'A-1', hold_id: null }, { seat_id: 'A-2' }]

  expect(parametersOf(ROWS, rows)).toEqual(['{"A-1","A-2"}', '{}'])
})
