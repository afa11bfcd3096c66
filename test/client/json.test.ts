import { afterEach, expect, test } from '@jest/globals'

import { jsonOf } from '../../client/src/json.ts'

const body = {
  seatIds: ['A-1', 'A-2'],
  at: new Date(0),
  bestAvailable: { quantity: 2, category: undefined, zone: null },
}
const json = JSON.stringify(body)

afterEach(() => {
  for (const { prototype } of [Array, Object]) Reflect.deleteProperty(prototype, 'toJSON')
})

test.each([
  ['nothing', []],
  ['arrays', [Array]],
  ['arrays and objects', [Array, Object]],
])('a page that adds toJSON to %s gets the same JSON', (_what, types) => {
  for (const { prototype } of types) {
    const toJSON = { value: () => 'broken', configurable: true, enumerable: false }
    Object.defineProperty(prototype, 'toJSON', toJSON)
  }

  expect(jsonOf(body)).toBe(json)
  expect(jsonOf(undefined)).toBeUndefined()
})
