import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import {
  bestAvailable,
  type BestAvailableRequest,
  STEPS_MAX,
} from '../../../src/domain/best-seats/best-available.ts'
import { FreeSeats } from '../../../src/domain/best-seats/free-seats.ts'
import { Steps } from '../../../src/domain/best-seats/group.ts'
import { Hall } from '../../../src/domain/best-seats/hall.ts'
import type { PlanRow } from '../../../src/domain/seating-plan.ts'
import { planOf } from '../../builders/drawn-hall.ts'
import { namedRow, straight, twoSides } from '../../builders/tables.ts'

/** Beyond the limit, each seat is visited at most a few times, to find whether enough seats are free. */
const LOOKS_PER_SEAT = 4
/** The steps for one group. A search does not stop within a group. */
const STEPS_OF_GROUP = 2_000

const boundOf = (hall: Hall, budget: number) =>
  budget + LOOKS_PER_SEAT * (hall.seatIds.length + hall.blocks.length) + STEPS_OF_GROUP

const rowsOf = (rows: number, seats: number): PlanRow[] =>
  Array.from({ length: rows }, (_, row) =>
    namedRow(`R${row}`, straight(seats, 25, { x: 0, y: row * 30 }), row % 2 ? 'A' : 'B'),
  )
const tablesOf = (tables: number): PlanRow[] =>
  Array.from({ length: tables }, (_, table) =>
    namedRow(
      `T${table}`,
      twoSides(4, { from: { x: (table % 100) * 200, y: Math.floor(table / 100) * 160 } }),
    ),
  )
/** Rows or tables with an accessible place at every so many seats, and its companion seat beside it. */
const withPlaces = (rows: PlanRow[], every: number): PlanRow[] =>
  rows.map((row) => ({
    ...row,
    seats: row.seats.map((seat, index) => ({
      ...seat,
      ...(index % every === 0 ? { accessible: true } : {}),
      ...(index % every === 1 ? { companionOf: row.seats[index - 1]?.id } : {}),
    })),
  }))
/** Rows with an accessible place, of which the companion seat is in the next row. */
const linkedRowsOf = (rows: number, seats: number): PlanRow[] =>
  rowsOf(rows, seats).map((row, index) => ({
    ...row,
    seats: row.seats.map((seat, place) => ({
      ...seat,
      ...(place === 0 ? { accessible: true } : {}),
      ...(place === 1 && index > 0 ? { companionOf: `R${index - 1}-1` } : {}),
    })),
  }))
/** All seats in one row that is not a line. */
const blockOf = (side: number): PlanRow[] => [
  namedRow(
    'B',
    Array.from({ length: side }, (_, row) => straight(side, 25, { x: 0, y: row * 30 })).flat(),
  ),
]

const REQUESTS: readonly BestAvailableRequest[] = [
  { quantity: 2 },
  { quantity: 10 },
  { quantity: 10, adjacent: false },
  { quantity: 10, adjacent: false, category: 'A' },
  { quantity: 2, rank: 1_000 },
  { quantity: 10, zone: 'Floor', accessible: 2 },
  { quantity: 10, accessible: 2, adjacent: false },
  { quantity: 3, rank: 1_000, adjacent: false },
]
const REQUESTS_OF_PLACES: readonly BestAvailableRequest[] = [
  { quantity: 10, accessible: 1 },
  { quantity: 20, accessible: 2 },
  { quantity: 100, accessible: 9 },
].flatMap((request) => [request, { ...request, adjacent: false }])

function search(
  hall: Hall,
  isTaken: (seat: number) => boolean,
  request: BestAvailableRequest,
  budget: number,
) {
  const free = new FreeSeats(hall)
  hall.seatIds.forEach((seatId, seat) => {
    if (isTaken(seat)) free.take(seatId)
  })
  const steps = new Steps(budget)
  return { seats: bestAvailable(free, request, steps), steps: steps.count }
}

describe('a search in a large hall', () => {
  const halls: [string, () => PlanRow[]][] = [
    ['of 100,000 seats in rows', () => rowsOf(5_000, 20)],
    ['of 100,000 seats in one row', () => rowsOf(1, 100_000)],
    ['of 10,000 seats in rows with companion seats in the next row', () => linkedRowsOf(500, 20)],
    ['of 40,000 seats at tables', () => tablesOf(5_000)],
    ['of 10,000 seats in one block', () => blockOf(100)],
  ]

  test.each(halls)('%s has a limited number of steps, with any taken seats', (_, rows) => {
    const hall = new Hall(planOf(rows()))
    for (const every of [2, 3, 100_001]) {
      for (const request of REQUESTS) {
        const { steps } = search(hall, (seat) => seat % every === 0, request, STEPS_MAX)
        expect(steps).toBeLessThanOrEqual(boundOf(hall, STEPS_MAX))
      }
    }
  })

  const hallsWithPlaces: [string, () => PlanRow[]][] = [
    ['of 100,000 seats in rows', () => withPlaces(rowsOf(1_000, 100), 25)],
    ['of 100,000 seats in short rows', () => withPlaces(rowsOf(5_000, 20), 4)],
    ['of 100,000 seats in one row', () => withPlaces(rowsOf(1, 100_000), 25)],
    ['of 40,000 seats at tables', () => withPlaces(tablesOf(5_000), 8)],
    [
      'of 40,000 seats at tables that are booked as a whole',
      () => withPlaces(tablesOf(5_000), 8).map((table) => ({ ...table, bookAs: 'whole' })),
    ],
  ]

  test.each(hallsWithPlaces)(
    '%s has a limited number of steps, for many accessible places',
    (_, rows) => {
      const hall = new Hall(planOf(rows()))
      for (const every of [3, 7, 100_001]) {
        for (const isReleased of [false, true]) {
          for (const request of REQUESTS_OF_PLACES) {
            const isTaken = (seat: number) => seat % every === 0
            const { steps } = search(hall, isTaken, { ...request, isReleased }, STEPS_MAX)
            expect(steps).toBeLessThanOrEqual(boundOf(hall, STEPS_MAX))
          }
        }
      }
    },
  )

  test('that found nothing is not repeated until a seat is freed', () => {
    const hall = new Hall(planOf(rowsOf(5_000, 20)))
    const free = new FreeSeats(hall)
    hall.seatIds.forEach((seatId, seat) => {
      if (seat % 2 === 0) free.take(seatId)
    })
    const stepsFor = (request: BestAvailableRequest) => {
      const steps = new Steps(STEPS_MAX)
      expect(bestAvailable(free, request, steps)).toBeUndefined()
      return steps.count
    }

    expect(stepsFor({ quantity: 2 })).toBeGreaterThan(100_000)
    expect(stepsFor({ quantity: 2 })).toBe(0)
    expect(stepsFor({ quantity: 9 })).toBe(0)
    expect(stepsFor({ quantity: 2, category: 'A' })).toBeGreaterThan(0)
    free.take(hall.seatIds[1] ?? '')
    expect(stepsFor({ quantity: 2 })).toBe(0)
    free.free(hall.seatIds[0] ?? '')
    expect(stepsFor({ quantity: 9 })).toBeGreaterThan(0)
    expect(bestAvailable(free, { quantity: 1 })).toHaveLength(1)
  })

  test('takes few steps if many seats are free', () => {
    const hall = new Hall(planOf(rowsOf(5_000, 20)))
    expect(search(hall, () => false, { quantity: 2 }, STEPS_MAX).steps).toBeLessThan(2_000)
  })

  test('finds as many groups in rows with companion seats in the next row as in others', () => {
    const halls = [rowsOf(20, 50), linkedRowsOf(20, 50)].map((rows) => new Hall(planOf(rows)))
    const groups = halls.map((hall) => {
      const ranks = Array.from({ length: 64 }, (_, rank) => ({ quantity: 2, rank }))
      return ranks.map((request) => search(hall, () => false, request, STEPS_MAX))
    })
    const [plain = [], linked = []] = groups
    const differing = (found: typeof plain) => new Set(found.map(({ seats }) => seats?.join())).size
    const stepsOf = (found: typeof plain) => Math.max(...found.map(({ steps }) => steps))
    expect(differing(linked)).toBe(64)
    expect(stepsOf(linked)).toBeLessThanOrEqual(2 * stepsOf(plain))
  })
})

/** Rows from lines of letters: `W` is an accessible place, and a `C` behind it is its companion seat. */
const lettersOf = (lines: readonly string[]): PlanRow[] =>
  lines.map((line, index) => {
    const row = namedRow(`R${index}`, straight(line.length, 25, { x: 0, y: index * 30 }))
    const seats = row.seats.map((seat, place) => ({
      ...seat,
      ...(line[place] === 'W' ? { accessible: true as const } : {}),
      ...(line[place] === 'C' && lines[index - 1]?.[place] === 'W'
        ? { companionOf: `R${index - 1}-${place + 1}` }
        : {}),
    }))
    return { ...row, seats }
  })

describe('a search for places with companion seats in the next row', () => {
  const apart = Array.from({ length: 6 }, () => ['AAAAAWAAAAA', 'AAAAACAAAAA'])
  const lines = apart.flat().map((line) => line.repeat(4))

  test('spends no steps on places that are too far from each other', () => {
    const hall = new Hall(planOf(lettersOf([...lines, 'AWAAAAAW', 'ACAAAAAC'])))
    const { seats, steps } = search(hall, () => false, { quantity: 10, accessible: 2 }, STEPS_MAX)

    expect(seats).toHaveLength(10)
    expect(steps).toBeLessThan(STEPS_MAX)
  })

  test('finds a place with its companion even if its steps are spent', () => {
    const anyLines = fc.array(fc.stringMatching(/^[AWC]{1,12}$/), { minLength: 2, maxLength: 5 })
    const taken = fc.array(fc.boolean(), { minLength: 7, maxLength: 7 })
    const requests = fc.record({
      quantity: fc.integer({ min: 1, max: 8 }),
      accessible: fc.constant(1),
      isReleased: fc.boolean(),
    })
    fc.assert(
      fc.property(anyLines, requests, taken, (drawn, request, isTaken) => {
        const hall = new Hall(planOf(lettersOf(drawn)))
        const [thorough, hasty] = [Infinity, 1].map((budget) =>
          search(hall, (seat) => seat % 3 === 0 && isTaken[seat % 7] === true, request, budget),
        )
        expect(hasty?.seats === undefined).toBe(thorough?.seats === undefined)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a search that reaches its limit of steps', () => {
  const halls = fc.oneof(
    fc
      .record({ rows: fc.integer({ min: 1, max: 30 }), seats: fc.integer({ min: 1, max: 40 }) })
      .map(({ rows, seats }) => rowsOf(rows, seats)),
    fc.integer({ min: 1, max: 30 }).map(tablesOf),
    fc.integer({ min: 2, max: 15 }).map(blockOf),
  )
  const requests = fc.record({
    quantity: fc.integer({ min: 1, max: 10 }),
    category: fc.constantFrom(undefined, 'A'),
    adjacent: fc.boolean(),
    rank: fc.constantFrom(0, 3, 100),
  })

  test('stops soon, and finds seats if a complete search does', () => {
    fc.assert(
      fc.property(
        halls,
        requests,
        fc.integer({ min: 1, max: 12 }),
        fc.nat(),
        (rows, request, every, seed) => {
          const hall = new Hall(planOf(rows))
          const isTaken = (seat: number) => ((seat * 7 + seed) % 13) % every === 0
          const thorough = search(hall, isTaken, request, Infinity)
          const hasty = search(hall, isTaken, request, 1)

          expect(hasty.seats === undefined).toBe(thorough.seats === undefined)
          expect(new Set(hasty.seats).size).toBe(hasty.seats ? request.quantity : 0)
          expect(hasty.steps).toBeLessThanOrEqual(boundOf(hall, 1))
        },
      ),
      { numRuns: 100 },
    )
  })
})
