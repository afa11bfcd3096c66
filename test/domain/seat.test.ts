import { describe, expect, test } from '@jest/globals'

import {
  conflictsAmong,
  freeSeats,
  newSeat,
  type Seat,
  statusAt,
  takeSeats,
} from '../../src/domain/seat.ts'

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

test('a new seat is available, at version 0', () => {
  expect(newSeat('A-1')).toEqual({ id: 'A-1', version: 0, status: 'available' })
})

describe('a hold', () => {
  test('holds its seat before its deadline, and not at it', () => {
    const seat = held('h-1', NOON)
    expect(statusAt(seat, new Date(NOON.getTime() - 1))).toBe('held')
    expect(statusAt(seat, NOON)).toBe('available')
  })
})

test('the conflicts are the seats that are held, booked or blocked; not those with an expired hold', () => {
  const seats = [held('h-1', LATER), booked, blocked, newSeat('A-4')]
  const conflicts = [
    { seatId: 'A-2', reason: 'booked' },
    { seatId: 'A-3', reason: 'blocked' },
  ]
  expect(conflictsAmong(seats, NOON)).toEqual([{ seatId: 'A-1', reason: 'held' }, ...conflicts])
  expect(conflictsAmong(seats, LATER)).toEqual(conflicts)
})

describe('taking seats', () => {
  test('returns the next version of each, and the state that was read', () => {
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

  test('is refused with a list of all seats that are not available', () => {
    const seats = [held('h-1', LATER), booked, blocked, newSeat('A-4')]
    expect(takeSeats(seats, booking, { now: NOON })).toEqual({
      outcome: 'refused',
      refusal: {
        reason: 'not-available',
        conflicts: [
          { seatId: 'A-1', reason: 'held' },
          { seatId: 'A-2', reason: 'booked' },
          { seatId: 'A-3', reason: 'blocked' },
        ],
      },
    })
  })

  test('takes seats of an expired hold', () => {
    expect(takeSeats([held('h-1', NOON)], booking, { now: NOON })).toMatchObject({
      seats: [{ to: { version: 4, status: 'booked' } }],
    })
  })

  test('takes seats of the same hold, and not of another', () => {
    const seats = [held('h-1', LATER)]
    expect(takeSeats(seats, booking, { now: NOON, holdId: 'h-1' }).outcome).toBe('taken')
    expect(takeSeats(seats, booking, { now: NOON, holdId: 'h-2' }).outcome).toBe('refused')
  })

  test('does not modify its arguments', () => {
    const seat = Object.freeze(newSeat('A-1'))
    takeSeats([seat], booking, { now: NOON })
    expect(seat).toEqual(newSeat('A-1'))
  })
})

test('freeing seats frees the owned ones, and leaves out the others', () => {
  expect(freeSeats([booked, blocked], (seat) => seat.status === 'booked')).toEqual([
    { from: booked, to: { id: 'A-2', version: 6, status: 'available' } },
  ])
})
