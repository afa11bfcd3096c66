import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import {
  printedCode,
  readCode,
  SHORT_CODE_DIGITS,
  SHORT_CODE_LENGTH,
} from '../../src/domain/short-code.ts'

const codes = fc.string({
  unit: fc.constantFrom(...Array.from(SHORT_CODE_DIGITS)),
  minLength: SHORT_CODE_LENGTH,
  maxLength: SHORT_CODE_LENGTH,
})

describe('a short code', () => {
  test('is printed with a dash, and read back', () => {
    expect(printedCode('ABCD2345')).toBe('ABCD-2345')
    fc.assert(
      fc.property(codes, (code) => {
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
