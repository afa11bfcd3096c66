import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import {
  printedCode,
  readCode,
  SHORT_CODE_BYTES,
  shortCodeOf,
} from '../../src/domain/short-code.ts'

const bytes = fc.uint8Array({ minLength: SHORT_CODE_BYTES, maxLength: SHORT_CODE_BYTES })

describe('a short code', () => {
  test("is 8 digits of Crockford's base32, different for different bytes", () => {
    expect(shortCodeOf(Uint8Array.of(0, 0, 0, 0, 31))).toBe('0000000Z')
    expect(shortCodeOf(Uint8Array.of(0, 0, 0, 0, 32))).toBe('00000010')
    expect(shortCodeOf(Uint8Array.of(255, 255, 255, 255, 255))).toBe('ZZZZZZZZ')
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(shortCodeOf(a)).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
        expect(shortCodeOf(a) === shortCodeOf(b)).toBe(Buffer.compare(a, b) === 0)
      }),
    )
  })

  test('is printed with a dash, and read back', () => {
    expect(printedCode('ABCD2345')).toBe('ABCD-2345')
    fc.assert(
      fc.property(bytes, (some) => {
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
