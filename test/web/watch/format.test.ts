import { expect, test } from '@jest/globals'

import { watchTexts } from '../../../web/watch/format.ts'

const { count, rate, short, duration, moment } = watchTexts('en')
const german = watchTexts('de')

test.each([
  [count(1_234_567), '1,234,567'],
  [rate(0), '0'],
  [rate(1.25), '1.3'],
  [rate(1_234.5), '1,235'],
  [short(950), '950'],
  [short(12_300), '12.3K'],
  [duration(undefined), '–'],
  [duration(0.42), '0.4 ms'],
  [duration(12.4), '12 ms'],
  [duration(1_500), '1.5 s'],
  [german.count(1_234_567), '1.234.567'],
  [german.duration(1_500), '1,5 s'],
  [german.moment(1_500), 'vor 1,5 Sekunden'],
  [moment(undefined), 'Now'],
  [moment(100), 'Now'],
  [moment(1_000), '1 second ago'],
  [moment(12_400), '12.5 seconds ago'],
])('%s is formatted as %s', (written, expected) => {
  expect(written).toBe(expected)
})
