import { beforeEach, expect, test } from '@jest/globals'

import { UntouchedSeats } from '../../src/collections/untouched-seats.ts'

let untouched: UntouchedSeats
beforeEach(() => {
  untouched = new UntouchedSeats()
  untouched.markRead('gala', [{ id: 'A-0', version: 0 }])
})

test('guesses that seats of a known event are untouched', () => {
  expect(untouched.guess('gala', ['A-1', 'A-2'])).toBe(true)
})

test('guesses nothing about an event without a read seat', () => {
  untouched.markRead('empty', [])

  expect(untouched.guess('other', ['A-1'])).toBe(false)
  expect(untouched.guess('empty', ['A-1'])).toBe(false)
})

test.each([1, 2])('does not guess when one of the seats was read at version %d', (version) => {
  untouched.markRead('gala', [{ id: 'A-1', version }])

  expect(untouched.guess('gala', ['A-2', 'A-1'])).toBe(false)
})

test('does not guess when one of the seats was marked as touched', () => {
  untouched.markTouched('gala', 'A-1')

  expect(untouched.guess('gala', ['A-2', 'A-1'])).toBe(false)
})

test('distinguishes events with similar ids', () => {
  untouched.markRead('gala', [{ id: '1-A', version: 1 }])
  untouched.markRead('gala1', [{ id: 'x', version: 0 }])
  untouched.markRead('other', [{ id: 'x', version: 0 }])

  expect(untouched.guess('gala1', ['-A'])).toBe(true)
  expect(untouched.guess('other', ['1-A'])).toBe(true)
})

test('keeps at least the last 50,000 seats, and at most 100,000', () => {
  for (let i = 0; i < 250_000; i++) untouched.markTouched('gala', `A-${i}`)

  const remembered = Array.from({ length: 250_000 }, (_, i) =>
    untouched.guess('gala', [`A-${i}`]),
  ).filter((isUntouched) => !isUntouched).length
  expect(remembered).toBeGreaterThanOrEqual(50_000)
  expect(remembered).toBeLessThanOrEqual(100_000)
  expect(untouched.guess('gala', ['A-200000'])).toBe(false)
})

test('keeps at most 10,000 events', () => {
  for (let i = 0; i < 10_000; i++) untouched.markRead(`event ${i}`, [{ id: 'A-1', version: 0 }])

  expect(untouched.guess('gala', ['A-1'])).toBe(false)
  expect(untouched.guess('event 9999', ['A-1'])).toBe(true)
})
