import { describe, expect, test } from '@jest/globals'

import { freeSeats, newSeat, type Seat, statusAt, takeSeats } from '../../src/domain/seat.ts'

const NOON = new Date('2026-06-01T12:00:00Z')
const LATER = new Date('2026-06-01T12:10:00Z')

const held = (holdId: string, heldUntil: Date): Seat => ({
  id: 'A-1',
  version: 3,
  status: 'held',
  holdId,
  heldUntil,
})
const booked: Seat = { id: 'A-2', version: 5, status: 'booked', bookingId: 'b-1' }
const blocked: Seat = { id: 'A-3', version: 1, status: 'blocked' }
const booking = { status: 'booked', bookingId: 'b-2' } as const

test('a seat begins available, at version 0', () => {
  expect(newSeat('A-1')).toEqual({ id: 'A-1', version: 0, status: 'available' })
})

describe('a hold', () => {
  test('keeps its seat up to its deadline, and not at it', () => {
    const seat = held('h-1', NOON)
    expect(statusAt(seat, new Date(NOON.getTime() - 1))).toBe('held')
    expect(statusAt(seat, NOON)).toBe('available')
  })
})

describe('taking seats', () => {
  test('makes the next version of each, and names what it was made of', () => {
    const untouched = newSeat('A-1')
    const free = { id: 'A-4', version: 7, status: 'available' } as const
    const seats = [untouched, free]
    expect(takeSeats(seats, booking, { now: NOON })).toEqual({
      outcome: 'taken',
      seats: [
        { from: untouched, to: { id: 'A-1', version: 1, ...booking } },
        { from: free, to: { id: 'A-4', version: 8, ...booking } },
      ],
    })
  })

  test('is refused with every seat that is in the way', () => {
    const seats = [held('h-1', LATER), booked, blocked, newSeat('A-4')]
    expect(takeSeats(seats, booking, { now: NOON })).toEqual({
      outcome: 'refused',
      conflicts: [
        { seatId: 'A-1', reason: 'held' },
        { seatId: 'A-2', reason: 'booked' },
        { seatId: 'A-3', reason: 'blocked' },
      ],
    })
  })

  test('takes what a hold that has run out had', () => {
    expect(takeSeats([held('h-1', NOON)], booking, { now: NOON })).toMatchObject({
      seats: [{ to: { version: 4, status: 'booked' } }],
    })
  })

  test('takes what the same hold has, and not what another has', () => {
    const seats = [held('h-1', LATER)]
    expect(takeSeats(seats, booking, { now: NOON, holdId: 'h-1' }).outcome).toBe('taken')
    expect(takeSeats(seats, booking, { now: NOON, holdId: 'h-2' }).outcome).toBe('refused')
  })

  test('changes nothing of what it was given', () => {
    const seat = Object.freeze(newSeat('A-1'))
    takeSeats([seat], booking, { now: NOON })
    expect(seat).toEqual(newSeat('A-1'))
  })
})

test('freeing seats frees those that are one’s own, and leaves out the others', () => {
  expect(freeSeats([booked, blocked], (seat) => seat.status === 'booked')).toEqual([
    { from: booked, to: { id: 'A-2', version: 6, status: 'available' } },
  ])
})
