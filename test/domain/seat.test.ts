import { describe, expect, test } from '@jest/globals'

import {
  conflictsAmong,
  freeSeats,
  isBlocked,
  isBookedAs,
  isHeldBy,
  isSameSeat,
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

test('a seat belongs to one hold, also after its deadline, or to one booking', () => {
  const seats = [held('h-1', NOON), held('h-2', LATER), booked, blocked, newSeat('A-4')]
  const count = (isOwn: (seat: Seat) => boolean) => seats.map(isOwn)
  expect(count(isHeldBy('h-1'))).toEqual([true, false, false, false, false])
  expect(count(isBookedAs('b-1'))).toEqual([false, false, true, false, false])
  expect(count(isBookedAs('b-2'))).toEqual([false, false, false, false, false])
  expect(count(isBlocked)).toEqual([false, false, false, true, false])
})

describe('a stored seat', () => {
  const states = [held('h-1', NOON), booked, blocked, newSeat('A-4')]

  test.each(states)('is the same if nothing is different: $status', (seat) => {
    expect(isSameSeat(structuredClone(seat), seat)).toBe(true)
  })

  test.each(states)(
    'is not the same with another id or version, or if it is none: $status',
    (seat) => {
      expect(isSameSeat({ ...seat, id: 'Z-1' }, seat)).toBe(false)
      expect(isSameSeat({ ...seat, version: seat.version + 1 }, seat)).toBe(false)
      expect(isSameSeat(undefined, seat)).toBe(false)
    },
  )

  test.each(states)(
    'is not the same as one of another status with its version: $status',
    (seat) => {
      const others = states.filter(({ status }) => status !== seat.status)
      expect(others).toHaveLength(3)
      for (const other of others) {
        expect(isSameSeat({ ...other, id: seat.id, version: seat.version }, seat)).toBe(false)
      }
    },
  )

  test('is not the same with another hold, deadline or booking', () => {
    expect(isSameSeat(held('h-2', NOON), held('h-1', NOON))).toBe(false)
    expect(isSameSeat(held('h-1', LATER), held('h-1', NOON))).toBe(false)
    expect(isSameSeat({ ...booked, bookingId: 'b-2' }, booked)).toBe(false)
  })
})
