import { expect, test } from '@jest/globals'

import { isOlder } from '../../tools/servers/is-older.ts'

test.each([
  ['1.9.0', '1.21'],
  ['1.18.0', '1.21'],
  ['3.0.2', '3.0.3'],
  ['2.1.10', '3.0.3'],
])('%s is older than %s', (older, newer) => {
  expect(isOlder(older, newer)).toBe(true)
  expect(isOlder(newer, older)).toBe(false)
})

test('a version is not older than itself, or than its minor version', () => {
  expect(isOlder('1.21', '1.21')).toBe(false)
  expect(isOlder('1.21.0', '1.21')).toBe(false)
})
