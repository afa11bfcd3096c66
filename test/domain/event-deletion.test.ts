import { describe, expect, test } from '@jest/globals'

import { DEFAULT_EVENT_ID } from '../../src/domain/default-event.ts'
import { deletionRefusal } from '../../src/domain/event-deletion.ts'
import { eventWithSeats } from '../builders/event-with-seats.ts'
import { availableSeat, blockedSeat, bookedSeat, heldSeat } from '../builders/seat-change.ts'

const NOW = new Date('2026-06-01T12:00:00Z')
const LATER = new Date('2026-06-01T12:00:01Z')
const event = eventWithSeats('gala', ['A-1'])
const cancelled = { ...event, status: 'cancelled' } as const
const unused = [availableSeat('A-1', 2), blockedSeat('A-2', 1), heldSeat('A-3', 1, 'h-1', NOW)]
const used = [
  ...unused,
  heldSeat('A-4', 1, 'h-2', LATER),
  bookedSeat('A-5', 1),
  bookedSeat('A-6', 1),
]

describe('the deletion of an event', () => {
  test('is allowed if no seat is booked or held; an expired hold does not count', () => {
    expect(deletionRefusal({ event, seats: unused, now: NOW, force: false })).toBeUndefined()
  })

  test.each([
    ['booked and held', used, { bookedCount: 2, heldCount: 1 }],
    [
      'booked and held, as many of each',
      [bookedSeat('A-5', 1), heldSeat('A-4', 1, 'h-2', LATER)],
      { bookedCount: 1, heldCount: 1 },
    ],
    ['booked', [bookedSeat('A-5', 1)], { bookedCount: 1, heldCount: 0 }],
    ['held', [heldSeat('A-4', 1, 'h-2', LATER)], { bookedCount: 0, heldCount: 1 }],
  ])('is refused if seats are %s, even if the event is cancelled', (_, seats, counts) => {
    expect(deletionRefusal({ event: cancelled, seats, now: NOW, force: false })).toEqual({
      reason: 'in-use',
      ...counts,
    })
  })

  test('with its bookings and holds is allowed only if the event is cancelled', () => {
    const request = { seats: used, now: NOW, force: true }
    expect(deletionRefusal({ event: cancelled, ...request })).toBeUndefined()
    expect(deletionRefusal({ event, ...request })).toEqual({ reason: 'not-cancelled' })
  })

  test('is refused for the default event', () => {
    const standard = { ...cancelled, id: DEFAULT_EVENT_ID }
    expect(deletionRefusal({ event: standard, seats: [], now: NOW, force: true })).toEqual({
      reason: 'default-event',
    })
  })
})
