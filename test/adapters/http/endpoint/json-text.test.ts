import { expect, test } from '@jest/globals'

import { jsonIn } from '../../../../src/adapters/http/endpoint/json-text.ts'

test.each([
  ['an object', Buffer.from('{"a":"é"}'), { a: 'é' }],
  ['JSON after a byte order mark', Buffer.from('\ufeff[1]'), [1]],
  ['not UTF-8', Buffer.from([0x22, 0xe9, 0x22]), undefined],
  ['not JSON', Buffer.from('{a}'), undefined],
  ['empty', Buffer.alloc(0), undefined],
])('JSON is parsed from bytes: %s', (_what, bytes, expected) => {
  expect(jsonIn(bytes)).toEqual(expected)
})
