import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import type { PlanRow } from '../../../src/domain/seating-plan.ts'
import { blockIdsOf, rowAt } from '../../builders/drawn-hall.ts'

type Place = readonly [x: number, y: number]

const idsOf = (row: PlanRow) => blockIdsOf(row)

/** The direction of a row does not matter. */
const walked = (row: PlanRow) => {
  const there = idsOf(row).map((segment) => segment.join(' '))
  const back = idsOf(row).map((segment) => segment.toReversed().join(' '))
  return [there.join(' | '), back.toReversed().join(' | ')]
}

const arc = (degrees: number, count: number): Place[] =>
  Array.from({ length: count }, (_, index) => {
    const angle = ((degrees * index) / (count - 1) / 180) * Math.PI
    return [Math.round(500 * Math.cos(angle)), Math.round(500 * Math.sin(angle))]
  })

describe('the seats of a row', () => {
  test('are adjacent by position, not by order in the plan', () => {
    expect(walked(rowAt([20, 0], [0, 0], [30, 0], [10, 0]))).toContain('1 3 0 2')
  })

  test.each<[string, Place[]]>([
    [
      'from right to left',
      [
        [30, 0],
        [20, 0],
        [10, 0],
        [0, 0],
      ],
    ],
    [
      'downwards',
      [
        [5, 0],
        [5, 10],
        [5, 20],
        [5, 30],
      ],
    ],
    [
      'upwards and slanted',
      [
        [0, 30],
        [10, 20],
        [20, 10],
        [30, 0],
      ],
    ],
    [
      'on a slight curve',
      [
        [0, 5],
        [25, 2],
        [50, 2],
        [75, 5],
      ],
    ],
  ])('may run %s', (_, places) => {
    const row = rowAt(...places)
    const [a, b, c, d] = row.seats
    const seats = [d, a, c, b].filter((seat) => seat !== undefined)

    expect(walked({ ...row, seats })).toContain('0 1 2 3')
  })

  test.each([30, 90, 170, 180, 190, 270, 330])('may follow an arc of %d degrees', (degrees) => {
    const count = 21
    const shuffled = arc(degrees, count).map((place, index) => ({ place, index }))
    shuffled.sort((a, b) => ((a.index * 8) % count) - ((b.index * 8) % count))
    const names = shuffled.map(({ index }) => String(index))
    const row = rowAt(...shuffled.map(({ place }) => place))
    const seats = row.seats.map((seat, index) => ({ ...seat, id: names[index] ?? '' }))

    expect(walked({ ...row, seats })).toContain(
      Array.from({ length: count }, (_, index) => index).join(' '),
    )
  })

  test('may stand around a table', () => {
    const table = arc(360, 9).slice(0, 8)

    const [segment] = idsOf(rowAt(...table))

    const steps = (segment ?? []).map((id, index, ids) => Number(id) - Number(ids.at(index - 1)))
    expect(steps.every((step) => Math.abs(step) === 1 || Math.abs(step) === 7)).toBe(true)
  })

  test('are separated by a gap of more than one and a half times the usual one', () => {
    expect(walked(rowAt([0, 0], [10, 0], [25, 0], [35, 0]))).toContain('0 1 2 3')
    expect(walked(rowAt([0, 0], [10, 0], [26, 0], [36, 0]))).toContain('0 1 | 2 3')
  })

  test('are separated if half of all gaps are aisles', () => {
    expect(walked(rowAt([0, 0], [10, 0], [60, 0]))).toContain('0 1 | 2')
  })

  test('are separated by a slanted aisle', () => {
    const places: Place[] = [
      [0, 0],
      [10, 10],
      [20, 20],
      [50, 50],
      [60, 60],
    ]

    expect(walked(rowAt(...places))).toContain('0 1 2 | 3 4')
  })

  test('may be none, one, or all at the same position', () => {
    expect(idsOf(rowAt())).toEqual([])
    expect(idsOf(rowAt([7, 7]))).toEqual([['0']])
    expect(idsOf(rowAt([7, 7], [7, 7], [7, 7]))).toEqual([['0', '1', '2']])
  })

  test('at the same position do not make every gap an aisle', () => {
    expect(idsOf(rowAt([0, 0], [0, 0], [0, 0], [10, 0], [20, 0]))).toHaveLength(1)
  })

  test('are each in exactly one segment, at any positions', () => {
    // Many seats have the same position.
    const coordinate = fc.oneof(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -50, max: 50 }))
    const place = fc.tuple(coordinate, coordinate)
    fc.assert(
      fc.property(fc.array(place, { maxLength: 30 }), (places) => {
        const row = rowAt(...places)
        expect(idsOf(row).flat().sort()).toEqual(row.seats.map((seat) => seat.id).sort())
      }),
    )
  })
})
