import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import { FreeSeats } from '../../../src/domain/best-seats/free-seats.ts'
import { Hall } from '../../../src/domain/best-seats/hall.ts'
import { avoidableSingleSeats } from '../../../src/domain/best-seats/single-seats.ts'
import type { PlanRow, PlanSeat, SeatingPlan } from '../../../src/domain/seating-plan.ts'
import { drawnHall, freeSeatsOf, planOf } from '../../builders/drawn-hall.ts'
import { namedRow, round, twoSides } from '../../builders/tables.ts'

/** The single seats in a drawn row, of which the seats in brackets are chosen. */
function singles(drawing: string, accessible: readonly string[] = []): string[] {
  const chosen: string[] = []
  let row = ''
  let isChosen = false
  for (const letter of drawing) {
    if (letter === '[' || letter === ']') isChosen = letter === '['
    else {
      row += letter
      if (isChosen) chosen.push(`1-${row.length}`)
    }
  }
  const drawn = drawnHall([row])
  const plan = withAccessible(drawn.plan, accessible)
  return avoidableSingleSeats(freeSeatsOf({ ...drawn, hall: new Hall(plan) }), chosen)
}

function withAccessible(plan: SeatingPlan, seatIds: readonly string[]): SeatingPlan {
  const seatOf = (seat: PlanSeat) =>
    seatIds.includes(seat.id) ? { ...seat, accessible: true as const } : seat
  const rowOf = (row: PlanRow) => ({ ...row, seats: row.seats.map(seatOf) })
  return { ...plan, zones: plan.zones.map((zone) => ({ ...zone, rows: zone.rows.map(rowOf) })) }
}

describe('seats that are left single', () => {
  test.each([
    ['between a chosen seat and the end of the row', 'S[SS]SSS', ['1-1']],
    ['between a chosen seat and a taken one', 'sS[S]SSS', ['1-2']],
    ['between a chosen seat and an aisle', 'SSS S[S]SS', ['1-5']],
    ['on both sides', 'S[S]SsSSS', ['1-1', '1-3']],
    ['between chosen seats', '[S]S[S]SSS', ['1-2']],
  ])('are named: %s', (_, drawing, expected) => {
    expect(singles(drawing)).toEqual(expected)
  })

  test.each([
    ['no seat is single', 'SS[SS]SS'],
    ['the chosen seats reach the end of the row', '[SS]SSS'],
    ['a seat was single before', 's S s[S]SSS'],
    ['every choice of as many seats leaves one', 'sS[S]s'],
    ['every choice of three in four seats leaves one', 's[SSS]Ss'],
    ['the others of the row have another category', 'sB[A]BB'],
    ['all free seats are chosen', 's[SSS]s'],
    ['the seats are taken already', 'S[s]SSS'],
  ])('are not named if %s', (_, drawing) => {
    expect(singles(drawing)).toEqual([])
  })

  test('are named in a row of three if the middle is chosen, since an end leaves a pair', () => {
    expect(singles('S[S]S')).toEqual(['1-1', '1-3'])
  })

  test('are not named if they are accessible, and accessible seats are no other choice', () => {
    expect(singles('S[SS]SSS', ['1-1'])).toEqual([])
    expect(singles('S[S]S', ['1-3'])).toEqual(['1-1'])
    expect(singles('S[S]sS')).toEqual(['1-1'])
    expect(singles('S[S]sS', ['1-4'])).toEqual([])
  })

  test('are not named at a table that is booked as a whole, and unknown seats do not matter', () => {
    const table = namedRow('T', round(6, 40))
    const singlesAt = (row: PlanRow) =>
      avoidableSingleSeats(new FreeSeats(new Hall(planOf([row]))), ['T-1', 'T-3', 'none'])

    expect(singlesAt(table)).toEqual(['T-2'])
    expect(singlesAt({ ...table, bookAs: 'whole' })).toEqual([])
  })

  test('are found by position, not by the order in the plan', () => {
    const row = namedRow(
      'A',
      [30, 0, 10, 20, 40].map((x) => ({ x, y: 0 })),
    )
    const free = new FreeSeats(new Hall(planOf([row])))
    // From the left.
    expect(avoidableSingleSeats(free, ['A-3'])).toEqual(['A-2'])
  })

  test('are found around a table and across it', () => {
    const ring = new FreeSeats(new Hall(planOf([namedRow('T', round(6, 40))])))
    expect(avoidableSingleSeats(ring, ['T-1', 'T-3'])).toEqual(['T-2'])
    expect(avoidableSingleSeats(ring, ['T-1', 'T-2'])).toEqual([])

    const table = new FreeSeats(new Hall(planOf([namedRow('T', twoSides(3))])))
    expect(avoidableSingleSeats(table, ['T-2', 'T-4'])).toEqual(['T-1'])
  })

  test.each([1, 2, 3, 4, 5, 6, 7])(
    'are named at a round table of seven if only two others leave none, from chair %i on',
    (start) => {
      const chair = (offset: number) => `T-${((start + offset - 1) % 7) + 1}`
      const { seats, ...head } = namedRow('T', round(7, 40))
      const others = new Set([chair(1), chair(6)])
      const table = {
        ...head,
        seats: seats.map((seat) => (others.has(seat.id) ? { ...seat, category: 'B' } : seat)),
      }
      const free = freeSeatsOf({ hall: new Hall(planOf([table])), taken: [chair(0)] })

      expect(avoidableSingleSeats(free, [chair(2), chair(3)])).toEqual([chair(1)])
    },
  )

  test('are free, beside a chosen seat and without a free neighbour, in any row', () => {
    const seats = fc.array(fc.constantFrom('S', 's', '[S]'), { minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(seats, (letters) => {
        for (const seatId of singles(letters.join(''))) {
          const index = Number(seatId.slice(2)) - 1
          expect(letters[index]).toBe('S')
          const around = [letters[index - 1], letters[index + 1]]
          expect(around).toContain('[S]')
          expect(around).not.toContain('S')
        }
      }),
    )
  })
})
