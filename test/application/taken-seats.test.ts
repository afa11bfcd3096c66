import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import { TakenSeats } from '../../src/application/event-seats/taken-seats.ts'
import { type PublicSeat, statusAt } from '../../src/domain/seat.ts'
import { availableSeat, bookedSeat, heldSeat } from '../builders/seat-change.ts'

const EARLY = new Date(0)
const seatIds = Array.from({ length: 1_000 }, (_, i) => `S-${i}`)

/** As one text, which is compared faster than many objects. */
function inOrder(seats: readonly PublicSeat[]): string {
  return JSON.stringify(seats.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
}

function taken(): TakenSeats {
  const seats = new TakenSeats()
  for (const id of seatIds) seats.put(bookedSeat(id, 1), EARLY)
  return seats
}

describe('taken seats', () => {
  test('are in groups, each of which is the same object until one of its seats changes', () => {
    const seats = taken()
    const before = seats.groups()
    expect(before.flat().map(({ id }) => id)).toEqual(seatIds)
    expect(seats.groups().every((group, index) => group === before[index])).toBe(true)

    seats.put(bookedSeat('S-3', 2), EARLY)
    const after = seats.groups()
    expect(after.filter((group) => !before.includes(group))).toHaveLength(1)
    expect(before[0]?.[3]?.version).toBe(1)
    expect(after[0]?.[3]?.version).toBe(2)
  })

  test('are removed at the deadline of their hold, and not earlier', () => {
    const seats = taken()
    seats.put(heldSeat('H-1', 1, 'h', new Date(5)), EARLY)
    seats.put(heldSeat('S-0', 2, 'h', new Date(7)), EARLY)
    expect(seats.removeExpired(new Date(4))).toEqual([])
    expect(seats.removeExpired(new Date(5)).map(({ id }) => id)).toEqual(['H-1'])
    expect(seats.has('H-1')).toBe(false)
    expect(seats.removeExpired(new Date(9)).map(({ id }) => id)).toEqual(['S-0'])
    expect(seats.size).toBe(999)
  })

  test('are the same as in a plain map after any changes', () => {
    const id = fc.integer({ min: 0, max: 600 }).map((number) => `S-${number}`)
    const seat = fc.oneof(
      id.map((each) => availableSeat(each, 1)),
      id.map((each) => bookedSeat(each, 1)),
      fc
        .tuple(id, fc.integer({ min: 1, max: 99 }))
        .map(([each, untilMs]) => heldSeat(each, 1, 'h', new Date(untilMs))),
    )
    const changes = fc.array(seat, { maxLength: 300 })
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 5 }), (rounds) => {
        const seats = taken()
        const plain = new Map<string, PublicSeat>(
          seatIds.map((each) => [each, bookedSeat(each, 1)]),
        )
        rounds.forEach((round, index) => {
          const now = new Date(index * 20)
          for (const each of round) {
            seats.put(each, now)
            plain.set(each.id, each)
          }
          seats.removeExpired(now)
          const expected = [...plain.values()].filter((each) => statusAt(each, now) !== 'available')
          expect(inOrder(seats.groups().flat())).toBe(inOrder(expected))
          expect(seats.size).toBe(expected.length)
          const gone = [...plain.keys()].filter((each) => !seats.has(each))
          expect(gone).toHaveLength(plain.size - expected.length)
        })
      }),
      { numRuns: 20 },
    )
  })
})
