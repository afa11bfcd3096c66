import { expect, test } from '@jest/globals'

import { newCode, timeOrderedId } from '../../../../src/adapters/http/routes/command-inputs.ts'

const UUID_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('a new id is a UUID version 7', () => {
  expect(timeOrderedId()).toMatch(UUID_7)
})

test('a new id begins with the time, as in the example of RFC 9562', () => {
  expect(timeOrderedId(Date.parse('2022-02-22T19:22:22.000Z'))).toMatch(/^017f22e2-79b0-7/)
  expect(timeOrderedId(0)).toMatch(/^00000000-0000-7/)
})

test('a new id sorts after earlier ones', () => {
  const ids = [1, 0x1_0000, 0x1_0000_0000, 0x123_4567_89ab].map((ms) => timeOrderedId(ms))
  expect(ids.toSorted()).toEqual(ids)
})

test('every new id is different', () => {
  const ids = Array.from({ length: 1_000 }, () => timeOrderedId(1))
  expect(new Set(ids).size).toBe(1_000)
})

test("every new code is 8 digits of Crockford's base32, and different", () => {
  const codes = Array.from({ length: 1_000 }, () => newCode())
  for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
  expect(new Set(codes).size).toBe(1_000)
  expect(new Set(codes.join('')).size).toBe(32)
})
