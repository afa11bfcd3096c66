import { expect, test } from '@jest/globals'

import { SeatHints } from '../../../src/adapters/postgres/seat-hints.ts'
import { newSeat } from '../../../src/domain/seat.ts'
import { availableSeat, bookedSeat, heldSeat } from '../../support/seat-change.ts'

test('expects of seats that were never seen that nothing has happened to them', () => {
  expect(new SeatHints().expected('gala', ['A-1', 'A-2'])).toEqual([newSeat('A-1'), newSeat('A-2')])
})

test('expects a seat in the version in which it was available last', () => {
  const hints = new SeatHints()
  hints.note('gala', [bookedSeat('A-1', 1)])
  hints.note('gala', [availableSeat('A-1', 2)])

  expect(hints.expected('gala', ['A-1'])).toEqual([availableSeat('A-1', 2)])
})

test.each([bookedSeat('A-1', 1), heldSeat('A-1', 1)])(
  'expects nothing where one is $status',
  (seat) => {
    const hints = new SeatHints()
    hints.note('gala', [seat])

    expect(hints.expected('gala', ['A-2', 'A-1'])).toBeUndefined()
  },
)

test('expects nothing where an expectation was wrong', () => {
  const hints = new SeatHints()
  hints.distrust('gala', [newSeat('A-1')])

  expect(hints.expected('gala', ['A-1'])).toBeUndefined()
})

test('keeps events apart, whatever they are called', () => {
  const hints = new SeatHints()
  hints.note('gala', [bookedSeat('1-A', 1)])

  expect(hints.expected('gala1', ['-A'])).toBeDefined()
  expect(hints.expected('other', ['1-A'])).toBeDefined()
})

test('remembers the last 50,000 seats at least, and no more than 100,000', () => {
  const hints = new SeatHints()
  for (let i = 0; i < 250_000; i++) hints.note('gala', [bookedSeat(`A-${i}`, 1)])

  const remembered = Array.from({ length: 250_000 }, (_, i) =>
    hints.expected('gala', [`A-${i}`]),
  ).filter((expected) => expected === undefined).length
  expect(remembered).toBeGreaterThanOrEqual(50_000)
  expect(remembered).toBeLessThanOrEqual(100_000)
  expect(hints.expected('gala', ['A-200000'])).toBeUndefined()
})
