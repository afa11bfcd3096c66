import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import { printedCode, readCode, SHORT_CODES, shortCodeOf } from '../../src/domain/short-code.ts'

const values = fc.integer({ min: 0, max: SHORT_CODES - 1 })

describe('a short code', () => {
  test("is 8 digits of Crockford's base32, different for different numbers", () => {
    expect(shortCodeOf(31)).toBe('0000000Z')
    expect(shortCodeOf(32)).toBe('00000010')
    expect(shortCodeOf(SHORT_CODES - 1)).toBe('ZZZZZZZZ')
    fc.assert(
      fc.property(values, values, (a, b) => {
        expect(shortCodeOf(a)).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
        expect(shortCodeOf(a) === shortCodeOf(b)).toBe(a === b)
      }),
    )
  })

  test('is printed with a dash, and read back', () => {
    expect(printedCode('ABCD2345')).toBe('ABCD-2345')
    fc.assert(
      fc.property(values, (some) => {
        const code = shortCodeOf(some)
        expect(readCode(printedCode(code))).toBe(code)
        expect(readCode(code.toLowerCase())).toBe(code)
      }),
    )
  })

  test.each([
    ['ABCD2345', 'ABCD2345'],
    [' abcd - 2345 ', 'ABCD2345'],
    ['abcd–2345', undefined],
    ['ilo0-IL1O', '11001110'],
    ['ABCD-234', undefined],
    ['ABCD-23456', undefined],
    ['UBCD-2345', undefined],
    ['', undefined],
  ])('%j is read as %j', (text, code) => {
    expect(readCode(text)).toBe(code)
  })
})
