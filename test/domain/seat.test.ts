import { describe, expect, test } from '@jest/globals'

import { defaultEventSeatIds } from '../../src/domain/default-event.ts'
import { bookSeat, newSeat } from '../../src/domain/seat.ts'

const booking = { id: 'b-1', bookedAt: new Date('2026-06-01T10:00:00Z'), reference: 'order 7' }

describe('a seat', () => {
  test('begins available, at version 0', () => {
    expect(newSeat('A-1')).toEqual({ id: 'A-1', version: 0, status: 'available' })
  })

  test('that is available can be booked, which makes its next version', () => {
    const decision = bookSeat({ id: 'A-1', version: 4, status: 'available' }, booking)

    expect(decision).toEqual({
      outcome: 'booked',
      seat: { id: 'A-1', version: 5, status: 'booked', booking },
    })
  })

  test('that is booked refuses another booking', () => {
    const booked = { id: 'A-1', version: 5, status: 'booked', booking } as const

    expect(bookSeat(booked, { ...booking, id: 'b-2' })).toEqual({
      outcome: 'refused',
      reason: 'booked',
    })
  })

  test('is not changed by a decision about it', () => {
    const seat = Object.freeze(newSeat('A-1'))

    bookSeat(seat, booking)

    expect(seat).toEqual(newSeat('A-1'))
  })
})

test('the default event has seats "1" to the given count', () => {
  const ids = defaultEventSeatIds(100)

  expect(ids).toHaveLength(100)
  expect([ids[0], ids[1], ids[99]]).toEqual(['1', '2', '100'])
})
