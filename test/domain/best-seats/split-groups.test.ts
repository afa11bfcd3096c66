import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import { bestAvailable } from '../../../src/domain/best-seats/best-available.ts'
import { Hall } from '../../../src/domain/best-seats/hall.ts'
import type { SeatId } from '../../../src/domain/seat.ts'
import { distanceBetween, meanOf, type Point, seatsIn } from '../../../src/domain/seating-plan.ts'
import { type DrawnHall, drawnHall, freeSeatsOf, planOf } from '../../builders/drawn-hall.ts'
import { picturedHall } from '../../builders/pictured-hall.ts'
import { namedRow, round } from '../../builders/tables.ts'

// An exhaustive search in random small halls, which shares no code with the one that it is compared with.

interface Run {
  readonly seatIds: readonly SeatId[]
  readonly middle: Point
}

/** The runs of free seats, which are all of the same length. */
function runsOf({ plan, isFree }: DrawnHall, length: number): Run[] {
  const free = Iterator.from(seatsIn(plan))
    .filter(({ id }) => isFree(id))
    .toArray()
  return free.flatMap((_, index) => {
    if (index % length !== 0) return []
    const seats = free.slice(index, index + length)
    return {
      seatIds: seats.map(({ id }) => id),
      middle: meanOf([seats[0], seats.at(-1)].flatMap((seat) => seat?.position ?? [])),
    }
  })
}

/** The distance of the farthest of these runs from the one that is nearest to all of them. */
function radiusOf(runs: readonly Run[]): number {
  const radii = runs.map(({ middle }) =>
    Math.max(...runs.map((run) => distanceBetween(run.middle, middle))),
  )
  return Math.min(...radii)
}

function subsetsOf<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]]
  return items.flatMap((item, index) =>
    subsetsOf(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]),
  )
}

const anyHall = fc.integer({ min: 1, max: 3 }).chain((length) => {
  const unit = fc.constantFrom(`${'S'.repeat(length)}s`, 's', '   ')
  const line = fc.array(unit, { minLength: 1, maxLength: 4 }).map((units) => units.join(''))
  return fc.record({
    length: fc.constant(length),
    drawing: fc.array(line, { minLength: 1, maxLength: 4 }),
    count: fc.integer({ min: 2, max: 4 }),
    rank: fc.integer({ min: 0, max: 5 }),
  })
})

describe('a group that is split into runs of the same length', () => {
  test('is as close together as possible, and at any rank of whole runs', () => {
    fc.assert(
      fc.property(anyHall, ({ length, drawing, count, rank }) => {
        const hall = drawnHall(drawing)
        const runs = runsOf(hall, length)
        const request = { quantity: length * count, adjacent: false }
        const chosen = (rank: number) => {
          const seatIds = bestAvailable(freeSeatsOf(hall), { ...request, rank }) ?? []
          const runsChosen = runs.filter((run) => run.seatIds.every((id) => seatIds.includes(id)))
          expect(seatIds.toSorted()).toEqual(runsChosen.flatMap((run) => run.seatIds).toSorted())
          return runsChosen
        }

        const best = chosen(0)
        expect(best).toHaveLength(runs.length < count ? 0 : count)
        expect(chosen(rank)).toHaveLength(best.length)
        if (best.length === 0) return
        const least = Math.min(...subsetsOf(runs, count).map(radiusOf))
        expect(radiusOf(best)).toBeCloseTo(least)
      }),
      { numRuns: 300 },
    )
  })
})

test('among groups that are as close together, the one nearest to the front is chosen', () => {
  const hall = drawnHall(['s s s s s', 'SsSssssss', 's s s s s', 'ssssSsSss', 'sssssssss'])

  const seatIds = bestAvailable(freeSeatsOf(hall), { quantity: 2, adjacent: false })
  expect(seatIds?.toSorted()).toEqual(['2-1', '2-3'])
})

test('the spare seats are those away from the first run', () => {
  const hall = drawnHall(['SSSsSSSS', 'ssssssss'])

  expect(bestAvailable(freeSeatsOf(hall), { quantity: 5, adjacent: false })?.toSorted()).toEqual([
    '1-3',
    '1-5',
    '1-6',
    '1-7',
    '1-8',
  ])
})

test.each([10, 30, 60])(
  'in %d rows of separate seats, those nearest to the front are chosen',
  (rows) => {
    const hall = drawnHall(Array.from({ length: rows }, () => 'Ss'.repeat(25)))
    const seatIds = bestAvailable(freeSeatsOf(hall), { quantity: 3, adjacent: false }) ?? []

    // The middle of the front is between the seats 25 and 26. Those behind each other are closer than the next in a row.
    expect(seatIds.toSorted()).toEqual(['1-25', '2-25', '3-25'])
  },
)

test.each([10, 30, 60])(
  'in %d rows of separate seats, those of the zone that are nearest to the front',
  (rows) => {
    const lines = Array.from({ length: rows }, () => 'Ss'.repeat(25))
    const hall = drawnHall([...lines, '-- Balcony', ...lines])
    const request = { quantity: 2, zone: 'Balcony', adjacent: false }

    expect(bestAvailable(freeSeatsOf(hall), request)?.toSorted()).toEqual([
      `${rows + 2}-25`,
      `${rows + 3}-25`,
    ])
  },
)

test('a table and the seat that is nearest to it are chosen, although others are nearer to the front', () => {
  const tables = Array.from({ length: 27 }, () => 'AA').join('   ')
  const seats = [`${' '.repeat(40)}A`, '', '', '', '', '', `${' '.repeat(131)}A`]
  const { plan } = picturedHall([...seats, 'whole tables:', tables])
  const hall = new Hall({ ...plan, focalPoint: { x: 600, y: -1e6 } })

  const request = { quantity: 3, adjacent: false }
  const seatIds = bestAvailable(freeSeatsOf({ hall, taken: [] }), request)
  expect(seatIds?.toSorted()).toEqual(['7-132', '9-131', '9-132'])
})

test('runs that are close together are found behind many that are too short', () => {
  const single = Array.from({ length: 26 }, () => 'S').join('s')
  const short = Array.from({ length: 6 }, () => single)
  const hall = drawnHall([
    ...short,
    `SSSS${'s'.repeat(50)}`,
    `${'s'.repeat(50)}SSSS`,
    `${'s'.repeat(50)}SSSS`,
  ])

  const seatIds = bestAvailable(freeSeatsOf(hall), { quantity: 8, adjacent: false })
  expect(seatIds?.every((seatId) => /^[89]-5[1-4]$/.test(seatId))).toBe(true)
})

test('the seats beside an accessible place are found behind many others', () => {
  const singles = Array.from({ length: 6 }, () => 'Aa'.repeat(26))
  const hall = picturedHall([...singles, 'Wa', 'Aa', 'aA'])
  const request = { quantity: 3, accessible: 1, adjacent: false }

  expect(bestAvailable(freeSeatsOf(hall), request)?.toSorted()).toEqual(['6-1', '7-1', '8-1'])
})

describe.each([2, 3, 5, 6])('at two round tables, with chair %i of the second taken', (number) => {
  const tables = [0, 300].map((x) => namedRow(x === 0 ? 'T' : 'U', round(6, 40, { x, y: 0 })))
  const hall = new Hall({ ...planOf(tables), focalPoint: { x: -1_000, y: 1 } })
  const taken = [`U-${number}`]

  test.each([
    [3, number <= 3 ? [1, 2, 3] : [3, 4, 5]],
    // Of the run of five, the four at either end are equally near.
    [4, [1, 2, 3, 4]],
  ])('the first table and the %i nearest chairs beside each other are chosen', (count, nearest) => {
    const request = { quantity: 6 + count, adjacent: false }
    const seatIds = bestAvailable(freeSeatsOf({ hall, taken }), request)

    const chairs = seatIds?.filter((id) => id.startsWith('U')).map((id) => Number(id.slice(2)))
    expect(chairs?.map((chair) => (chair - number + 6) % 6).toSorted()).toEqual(nearest)
  })
})
