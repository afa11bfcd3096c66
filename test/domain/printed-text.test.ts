import { expect, test } from '@jest/globals'

import { asPrinted } from '../../src/domain/printed-text.ts'

test.each([
  ['plain text', 'Row A-1', 'Row A-1'],
  ['spaces around it', ' A ', 'A'],
  ['several spaces', 'A  1', 'A 1'],
  ['other spaces', 'A\u00a0\t\u28001', 'A 1'],
  ['only spaces', ' \u3000', ''],
  ['characters without a form', 'A\u200b\ufe0f\ufff9', 'A'],
  ['only a soft hyphen', '\u00ad', ''],
  ['decomposed accents', 'Cafe\u0301', 'Caf\u00e9'],
  ['other hyphens', 'A\u20101\u20112\u22123', 'A-1-2-3'],
  ['Greek letters', '\u0391\u03bd\u03bf', 'Avo'],
  ['Cyrillic letters', '\u0420\u0430\u0455', 'Pas'],
  ['letters that have no Latin twin', '\u0414\u03a9', '\u0414\u03a9'],
])('the printed form of a text with %s', (_which, text, expected) => {
  expect(asPrinted(text)).toBe(expected)
})
