import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import {
  bestAvailable,
  type BestAvailableRequest,
} from '../../../src/domain/best-seats/best-available.ts'
import { FreeSeats } from '../../../src/domain/best-seats/free-seats.ts'
import { Hall } from '../../../src/domain/best-seats/hall.ts'
import type { PlanRow, PlanZone, SeatingPlan } from '../../../src/domain/seating-plan.ts'
import { planOf } from '../../builders/drawn-hall.ts'
import { namedRow, round, straight, twoSides } from '../../builders/tables.ts'

/** The chosen seats if these seats are taken, in the order of their ids; "none" if there are none. */
function chosen(
  plan: SeatingPlan,
  request: BestAvailableRequest,
  isTaken: (seatId: string) => boolean = () => false,
): string {
  const free = new FreeSeats(new Hall(plan))
  for (const seatId of free.hall.seatIds) if (isTaken(seatId)) free.take(seatId)
  const seats = bestAvailable(free, request)
  return seats?.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).join(' ') ?? 'none'
}

const allBut =
  (...seatIds: string[]) =>
  (seatId: string) =>
    !seatIds.includes(seatId)
const ids = (name: string, ...numbers: number[]) => numbers.map((number) => `${name}-${number}`)

describe.each([6, 8, 10])('a round table for %d', (count) => {
  const plan = planOf([namedRow('T', round(count, 48, { x: 100, y: 100 }))])

  test('has all of its seats adjacent', () => {
    expect(chosen(plan, { quantity: count })).toBe(
      ids('T', ...Array.from({ length: count }, (_, index) => index + 1)).join(' '),
    )
    expect(chosen(plan, { quantity: count + 1 })).toBe('none')
  })

  test('sells the last two adjacent seats, at any position', () => {
    for (let seat = 1; seat <= count; seat++) {
      const pair = ids('T', seat, (seat % count) + 1)
      const expected = pair.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
      expect(chosen(plan, { quantity: 2 }, allBut(...pair))).toBe(expected.join(' '))
    }
  })

  test('has no adjacent seats across it', () => {
    expect(chosen(plan, { quantity: 2 }, allBut('T-1', `T-${1 + count / 2}`))).toBe('none')
    expect(chosen(plan, { quantity: 2 }, allBut('T-1', 'T-3'))).toBe('none')
  })

  test('sells pairs until every seat is sold', () => {
    const taken = new Set<string>()
    for (let pairs = 0; pairs < count / 2; pairs++) {
      const pair = chosen(plan, { quantity: 2 }, (seatId) => taken.has(seatId))
      pair.split(' ').forEach((seatId) => taken.add(seatId))
    }
    expect(taken.size).toBe(count)
  })

  test('leaves no single seat', () => {
    expect(chosen(plan, { quantity: 2 }, allBut(...ids('T', 1, 2, 3, 4)))).not.toBe('T-2 T-3')
  })
})

describe.each([50, 80, 120])('six tables as rows of 2 x 4, %d wide', (width) => {
  const tables = [0, 1, 2, 3, 4, 5].map((table) =>
    namedRow(
      `T${table}`,
      twoSides(4, {
        width,
        from: { x: (table % 3) * 160, y: Math.floor(table / 3) * (width + 60) },
      }),
    ),
  )
  const plan = planOf(tables)

  test.each([2, 3, 4, 5, 6, 7, 8])('seat %d at one table', (quantity) => {
    const seats = chosen(plan, { quantity }).split(' ')

    expect(seats).toHaveLength(quantity)
    expect(new Set(seats.map((seatId) => seatId.slice(0, 2))).size).toBe(1)
  })

  test('have no adjacent seats at two tables', () => {
    expect(chosen(plan, { quantity: 9 })).toBe('none')
    expect(chosen(plan, { quantity: 2 }, allBut('T0-4', 'T1-1'))).toBe('none')
    expect(chosen(plan, { quantity: 2 }, allBut('T0-5', 'T3-1'))).toBe('none')
  })

  test('have adjacent seats across the table', () => {
    expect(chosen(plan, { quantity: 2 }, allBut('T2-3', 'T2-7'))).toBe('T2-3 T2-7')
    expect(chosen(plan, { quantity: 4 }, allBut(...ids('T2', 2, 3, 6, 7)))).toBe(
      'T2-2 T2-3 T2-6 T2-7',
    )
    expect(chosen(plan, { quantity: 2 }, allBut('T2-3', 'T2-8'))).toBe('none')
  })

  test('seat two side by side before across', () => {
    expect(chosen(plan, { quantity: 2 }, allBut(...ids('T2', 1, 2, 5, 6)))).toMatch(/1 T2-2|5 T2-6/)
  })

  test('leave no single seat', () => {
    const seats = chosen(plan, { quantity: 6 }).split(' ')
    const left = ids(seats[0]?.slice(0, 2) ?? '', 1, 2, 3, 4, 5, 6, 7, 8).filter(
      (seatId) => !seats.includes(seatId),
    )
    expect(chosen(plan, { quantity: 2 }, allBut(...left))).toBe(left.join(' '))
  })

  test('split nine over two tables when they may be apart', () => {
    const seats = chosen(plan, { quantity: 9, adjacent: false }).split(' ')

    expect(seats).toHaveLength(9)
    expect(new Set(seats.map((seatId) => seatId.slice(0, 2))).size).toBe(2)
  })
})

const rows = (...given: PlanRow[]) => planOf(given)
const ordinary = (row: number) => namedRow(`R${row}`, straight(12, 25, { x: 0, y: 400 + row * 30 }))
/** The row with other seat ids. */
const furtherPart = (row: PlanRow): PlanRow => ({
  ...row,
  seats: row.seats.map((seat) => ({ ...seat, id: `${seat.id}+` })),
})
const zone = (name: string, given: PlanRow[]): PlanZone => ({ name, rows: given, areas: [] })
const horseshoe = [0, 30, 60]
  .map((y) => ({ x: 0, y }))
  .concat(
    straight(3, 30, { x: 30, y: 90 }),
    [60, 30, 0].map((y) => ({ x: 120, y })),
  )

test.each<[string, SeatingPlan, BestAvailableRequest, string[] | undefined, string]>([
  [
    'a beer bench has eight adjacent seats',
    rows(
      namedRow('A', twoSides(4, { pitch: 25, width: 60 })),
      namedRow('B', twoSides(4, { pitch: 25, width: 60, from: { x: 0, y: 65 } })),
    ),
    { quantity: 8 },
    undefined,
    'A-1 A-2 A-3 A-4 A-5 A-6 A-7 A-8',
  ],
  [
    'beer benches back to back are two tables',
    rows(
      namedRow('A', twoSides(4, { pitch: 25, width: 60 })),
      namedRow('B', twoSides(4, { pitch: 25, width: 60, from: { x: 0, y: 65 } })),
    ),
    { quantity: 2 },
    ['A-6', 'B-2'],
    'none',
  ],
  [
    'a bench is one row',
    rows(namedRow('A', straight(5, 12)), ordinary(0)),
    { quantity: 5 },
    ids('A', 1, 2, 3, 4, 5),
    'A-1 A-2 A-3 A-4 A-5',
  ],
  [
    'a horseshoe is one row',
    rows(namedRow('H', horseshoe)),
    { quantity: 9 },
    undefined,
    'H-1 H-2 H-3 H-4 H-5 H-6 H-7 H-8 H-9',
  ],
  ['a horseshoe is open', rows(namedRow('H', horseshoe)), { quantity: 2 }, ['H-1', 'H-9'], 'none'],
  [
    'a horseshoe has no adjacent seats across it',
    rows(namedRow('H', horseshoe)),
    { quantity: 2 },
    ['H-2', 'H-8'],
    'none',
  ],
  [
    'a curved row is one row',
    rows(namedRow('C', round(40, 300).slice(0, 18))),
    { quantity: 18 },
    undefined,
    ids('C', ...Array.from({ length: 18 }, (_, index) => index + 1)).join(' '),
  ],
  [
    'a row that is nearly a circle has two ends',
    rows(namedRow('C', round(40, 300).slice(0, 37))),
    { quantity: 2 },
    ['C-1', 'C-37'],
    'none',
  ],
  [
    'an aisle splits a row',
    rows(namedRow('A', [...straight(3, 25), ...straight(3, 25, { x: 110, y: 0 })])),
    { quantity: 4 },
    undefined,
    'none',
  ],
  [
    'an aisle splits a curved row',
    rows(
      namedRow(
        'C',
        round(40, 300).filter((_, index) => index < 18 && index !== 8 && index !== 9),
      ),
    ),
    { quantity: 9 },
    undefined,
    'none',
  ],
  [
    'a row that was drawn in two parts is one row',
    rows(
      namedRow('A', straight(3, 25)),
      furtherPart(namedRow('A', straight(3, 25, { x: 75, y: 0 }))),
    ),
    { quantity: 6 },
    undefined,
    'A-1 A-1+ A-2 A-2+ A-3 A-3+',
  ],
  [
    'rows with the same name behind each other are two rows',
    rows(
      namedRow('A', straight(3, 25)),
      furtherPart(namedRow('A', straight(3, 25, { x: 0, y: 30 }))),
    ),
    { quantity: 4 },
    undefined,
    'none',
  ],
  [
    'two wheelchair places far apart are not adjacent',
    rows(ordinary(0), ordinary(1), namedRow('W', straight(2, 900), 'Wheelchair')),
    { quantity: 2, category: 'Wheelchair' },
    undefined,
    'none',
  ],
  [
    'two wheelchair places beside each other are adjacent',
    rows(ordinary(0), ordinary(1), namedRow('W', straight(2, 50), 'Wheelchair')),
    { quantity: 2, category: 'Wheelchair' },
    undefined,
    'W-1 W-2',
  ],
  [
    'a row with a wide pitch is one row',
    rows(ordinary(0), ordinary(1), namedRow('L', straight(5, 60), 'Lounge')),
    { quantity: 5, category: 'Lounge' },
    undefined,
    'L-1 L-2 L-3 L-4 L-5',
  ],
  [
    'no seats in two zones are adjacent',
    {
      ...rows(ordinary(0)),
      zones: [
        zone('left', [namedRow('A', straight(3, 25))]),
        zone('right', [furtherPart(namedRow('A', straight(3, 25, { x: 75, y: 0 })))]),
      ],
    },
    { quantity: 4 },
    undefined,
    'none',
  ],
])('%s', (_, plan, request, free, expected) => {
  expect(chosen(plan, request, free && allBut(...free))).toBe(expected)
})

test('all connected seats are found at every table, with any taken seats', () => {
  const shapes = fc.oneof(
    fc.integer({ min: 3, max: 12 }).map((count) => round(count, 12 * count)),
    fc
      .record({ count: fc.integer({ min: 1, max: 6 }), width: fc.integer({ min: 20, max: 120 }) })
      .map(({ count, width }) => twoSides(count, { width })),
  )
  fc.assert(
    fc.property(
      shapes,
      fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
      fc.integer({ min: 1, max: 8 }),
      (places, taken, quantity) => {
        const row = namedRow('T', places)
        const isTaken = new Map(row.seats.map(({ id }, index) => [id, taken[index] ?? false]))
        const free = row.seats.filter(({ id }) => !isTaken.get(id)).map(({ id }) => id)
        const together = chosen(
          planOf([row]),
          { quantity },
          (seatId) => isTaken.get(seatId) ?? false,
        )
        const apart = chosen(
          planOf([row]),
          { quantity, adjacent: false },
          (seatId) => isTaken.get(seatId) ?? false,
        )

        expect(apart === 'none').toBe(free.length < quantity)
        if (together !== 'none') expect(together.split(' ')).toHaveLength(quantity)
        if (together === 'none') expect(largestPart(row, new Set(free))).toBeLessThan(quantity)
      },
    ),
    { numRuns: 300 },
  )
})

/** The largest number of connected free seats of a table. */
function largestPart(row: PlanRow, free: ReadonlySet<string>): number {
  const hall = new Hall(planOf([row]))
  const neighbours = (seat: number): readonly number[] => {
    const block = hall.blocks[hall.blockOf(seat)]
    if (!block) return []
    if (block.neighbours) return block.neighbours[seat - block.from] ?? []
    const around = [seat - 1, seat + 1].filter((other) => other >= block.from && other < block.to)
    const isEnd = seat === block.from || seat === block.to - 1
    return block.shape === 'ring' && isEnd ? [...around, block.from + block.to - 1 - seat] : around
  }
  const open = new Set(hall.seatIds.keys().filter((seat) => free.has(hall.seatIds[seat] ?? '')))
  let largest = 0
  for (const first of open) {
    const part = [first]
    open.delete(first)
    for (const seat of part)
      for (const other of neighbours(seat)) if (open.delete(other)) part.push(other)
    largest = Math.max(largest, part.length)
  }
  return largest
}
