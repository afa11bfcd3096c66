import { expect, test } from '@jest/globals'
import fc from 'fast-check'

import { FreeSeatsByView } from '../../src/application/best-seats/free-seats-by-view.ts'
import { TakenSeats } from '../../src/application/event-seats/taken-seats.ts'
import { drawnHall } from '../builders/drawn-hall.ts'

const { hall } = drawnHall(Array<string>(30).fill('S'.repeat(20)))
const now = new Date(0)
const numbers = Array.from(hall.seatIds.keys())

test('the available seats of a hall are those of the latest view', () => {
  const change = fc.record({
    seat: fc.constantFrom(...hall.seatIds, 'not in the hall'),
    isTaken: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 300 }), { maxLength: 8 }), (rounds) => {
      const freeSeats = new FreeSeatsByView()
      const taken = new TakenSeats()
      for (const [round, changes] of rounds.entries()) {
        for (const { seat: id, isTaken } of changes) {
          const state = isTaken
            ? ({ status: 'booked', bookingId: 'b' } as const)
            : ({ status: 'available' } as const)
          taken.put({ id, version: round, ...state }, now)
        }
        const free = freeSeats.of(hall, { unavailable: taken.groups() })
        const wrong = numbers.filter(
          (seat) => free.isFree(seat) === taken.has(hall.seatIds[seat] ?? ''),
        )
        expect(wrong).toEqual([])
      }
    }),
    { numRuns: 50 },
  )
})

test('the available seats of a hall are updated from view to view', () => {
  const freeSeats = new FreeSeatsByView()
  const first = freeSeats.of(hall, { unavailable: [] })

  expect(freeSeats.of(hall, { unavailable: [] })).toBe(first)
})
