import { beforeEach, expect, test } from '@jest/globals'

import { SeatHints } from '../../../src/adapters/postgres/seat-hints.ts'
import { newSeat } from '../../../src/domain/seat.ts'
import { availableSeat, bookedSeat, heldSeat } from '../../support/seat-change.ts'

let hints: SeatHints
beforeEach(() => {
  hints = new SeatHints()
  hints.found('gala', [newSeat('A-0')])
})

test('expects of seats that were not seen that nothing has happened to them', () => {
  expect(hints.expected('gala', ['A-1', 'A-2'])).toEqual([newSeat('A-1'), newSeat('A-2')])
})

test('expects nothing of an event of which no seat was seen', () => {
  hints.found('empty', [])

  expect(hints.expected('other', ['A-1'])).toBeUndefined()
  expect(hints.expected('empty', ['A-1'])).toBeUndefined()
})

test.each([
  bookedSeat('A-1', 1),
  heldSeat('A-1', 1),
  // After a failover that has lost commits, this version may be another state of the seat.
  availableSeat('A-1', 2),
])('expects nothing where one is $status in version $version', (seat) => {
  hints.found('gala', [seat])

  expect(hints.expected('gala', ['A-2', 'A-1'])).toBeUndefined()
})

test('expects nothing of what is not to be guessed any more', () => {
  hints.guessNoMore('gala', [newSeat('A-1')])

  expect(hints.expected('gala', ['A-1'])).toBeUndefined()
})

test('keeps events apart, whatever they are called', () => {
  hints.found('gala', [bookedSeat('1-A', 1)])
  hints.found('gala1', [newSeat('x')])
  hints.found('other', [newSeat('x')])

  expect(hints.expected('gala1', ['-A'])).toBeDefined()
  expect(hints.expected('other', ['1-A'])).toBeDefined()
})

test('remembers the last 50,000 seats at least, and no more than 100,000', () => {
  for (let i = 0; i < 250_000; i++) hints.found('gala', [bookedSeat(`A-${i}`, 1)])

  const remembered = Array.from({ length: 250_000 }, (_, i) =>
    hints.expected('gala', [`A-${i}`]),
  ).filter((expected) => expected === undefined).length
  expect(remembered).toBeGreaterThanOrEqual(50_000)
  expect(remembered).toBeLessThanOrEqual(100_000)
  expect(hints.expected('gala', ['A-200000'])).toBeUndefined()
})

test('remembers 10,000 events at most', () => {
  for (let i = 0; i < 10_000; i++) hints.found(`event ${i}`, [newSeat('A-1')])

  expect(hints.expected('gala', ['A-1'])).toBeUndefined()
  expect(hints.expected('event 9999', ['A-1'])).toBeDefined()
})
