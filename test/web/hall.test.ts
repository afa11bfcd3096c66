import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import { toPretixPlan } from '../../src/adapters/http/plans/pretix-plan.ts'
import { demoHall } from '../../src/demo/demo-hall.ts'
import { Hall } from '../../web/seat-map/hall/hall.ts'
import type { Plan } from '../../web/seat-map/hall/hall-area.ts'
import { endOfRow, neighbourOf } from '../../web/seat-map/hall/neighbours.ts'
import { RowLabels } from '../../web/seat-map/hall/row-labels.ts'
import { SeatGrid } from '../../web/seat-map/hall/seat-grid.ts'
import { describeSeat, placeOf } from '../../web/seat-map/hall/seat-names.ts'
import { SeatBoard } from '../../web/seat-map/live/seat-board.ts'
import { grammarOf } from '../../web/texts/grammar.ts'
import { seatMapTexts } from '../../web/texts/index.ts'
import { clubPlan } from '../builders/club-plan.ts'
import { SMALL_PLAN, smallHall } from './small-hall.ts'

const hall = smallHall()
const texts = seatMapTexts('en')
const at = (id: string) => hall.indexOf(id) ?? -1
const idOf = (seat: number | undefined) => (seat === undefined ? undefined : hall.idOf(seat))

describe('a hall', () => {
  test('adds up the positions of zone, row and seat', () => {
    expect(hall.seatCount).toBe(12)
    expect([hall.xs[at('B-3')], hall.ys[at('B-3')]]).toEqual([160, 70])
    expect([hall.xs[at('1-2')], hall.ys[at('1-2')]]).toEqual([20, 120])
    expect(hall.indexOf('C-1')).toBeUndefined()
  })

  test('knows the distance between seats, and its bounds', () => {
    expect(hall.pitch).toBe(20)
    expect(hall.bounds).toEqual({ left: -20, top: 10, right: 220, bottom: 140 })
  })

  test('knows which categories have seats: not those of standing areas alone', () => {
    const club = new Hall(clubPlan())

    expect(club.categories.map(({ name }) => name)).toEqual(['Balcony', 'Table', 'Standing'])
    expect(club.seatCategories.map(({ name }) => name)).toEqual(['Balcony', 'Table'])
    const categories = [{ name: 'Near' }, { name: 'Far' }, { name: '' }]
    expect(new Hall({ ...SMALL_PLAN, categories }).seatCategories).toEqual(categories.slice(0, 2))
  })

  test('describes a seat', () => {
    expect(placeOf({ hall, texts }, at('B-3'))).toBe('Stalls, row B, seat 3')
    expect(describeSeat({ hall, texts, board: new SeatBoard(hall) }, at('B-3'))).toBe(
      'Stalls, row B, seat 3, Far, available',
    )
  })

  test('has row labels beyond both ends of a row, in line with it', () => {
    expect([...new RowLabels(hall).atEnds(hall.bounds, 1)]).toEqual([
      { text: 'A', place: { x: 80, y: 50 } },
      { text: 'A', place: { x: 200, y: 50 } },
      { text: 'B', place: { x: 80, y: 70 } },
      { text: 'B', place: { x: 220, y: 70 } },
    ])
  })

  test('has row labels on the outermost visible seats where the row goes on', () => {
    const window = { left: 115, right: 165, top: 45, bottom: 55 }

    expect([...new RowLabels(hall).onSeats(window, 1)]).toEqual([
      { text: 'A', place: { x: 120, y: 50 } },
      { text: 'A', place: { x: 160, y: 50 } },
    ])
    expect([...new RowLabels(hall).onSeats(hall.bounds, 1)]).toEqual([])
  })

  test('can have a single seat', () => {
    const [zone] = SMALL_PLAN.zones
    const rows = zone?.rows.slice(0, 1).map((row) => ({ ...row, seats: row.seats.slice(0, 1) }))
    const tiny = new Hall({
      ...SMALL_PLAN,
      zones: [{ name: '', position: { x: 0, y: 0 }, rows: rows ?? [] }],
    })

    expect(tiny.pitch).toBeGreaterThan(0)
    expect(tiny.bounds.right).toBeGreaterThan(tiny.bounds.left)
    expect(placeOf({ hall: tiny, texts }, 0)).toBe('row A, seat 1')
  })

  test('is made from the plan of the demo', () => {
    const demo = new Hall(toPretixPlan(demoHall()) as Plan)

    expect(demo.seatCount).toBe(749)
    expect(demo.pitch).toBeGreaterThan(20)
    expect(demo.areas.map(({ text }) => text?.text)).toContain('Stage')
  })
})

describe('the arrow keys', () => {
  test.each([
    ['A-1', 'right', 'A-2'],
    ['A-2', 'left', 'A-1'],
    ['A-3', 'down', 'B-2'],
    ['B-3', 'up', 'A-4'],
    ['B-2', 'right', 'B-3'],
    ['A-1', 'up', undefined],
    ['B-5', 'right', undefined],
    ['1-2', 'right', 'B-1'],
    ['B-1', 'left', '1-2'],
  ] as const)('from %s to the %s is %s', (from, direction, to) => {
    expect(idOf(neighbourOf(hall, at(from), direction))).toBe(to)
  })

  test('reach every seat of the demo from every other', () => {
    const demo = new Hall(toPretixPlan(demoHall()) as Plan)
    const reached = new Set([0])
    for (const seat of reached) {
      for (const direction of ['left', 'right', 'up', 'down'] as const) {
        const next = neighbourOf(demo, seat, direction)
        if (next !== undefined) reached.add(next)
      }
    }

    expect(reached.size).toBe(demo.seatCount)
  })

  test('Home and End go to the ends of the row', () => {
    expect(idOf(endOfRow(hall, at('B-3'), 'left'))).toBe('B-1')
    expect(idOf(endOfRow(hall, at('B-3'), 'right'))).toBe('B-5')
  })
})

describe('finding seats by position', () => {
  const places = fc.array(
    fc.record({ x: fc.integer({ min: -50, max: 50 }), y: fc.integer({ min: -9, max: 9 }) }),
    { minLength: 1, maxLength: 60 },
  )

  test('finds the same seats as a full search', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: -60, max: 60 }), (seats, x) => {
        const xs = Float64Array.from(seats, (seat) => seat.x)
        const ys = Float64Array.from(seats, (seat) => seat.y)
        const grid = new SeatGrid(xs, ys)
        const box = { left: x - 20, right: x + 5, top: -4, bottom: 6 }
        const inside = seats.flatMap((seat, index) =>
          seat.x >= box.left && seat.x <= box.right && seat.y >= -4 && seat.y <= 6 ? index : [],
        )
        const distances = seats.map((seat) => Math.hypot(seat.x - x, seat.y))
        const nearest = grid.nearest({ x, y: 0 }, 1_000) ?? -1

        expect(grid.within(box).toSorted((a, b) => a - b)).toEqual(inside)
        expect(distances[nearest]).toBe(Math.min(...distances))
      }),
    )
  })

  test('finds no seat far from all seats', () => {
    expect(hall.grid.nearest({ x: 0, y: 0 }, 10)).toBeUndefined()
  })
})

test.each([
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c', 'd'], 'a; b; c and d'],
  [['a', 'b', 'c', 'd', 'e'], 'a; b; c and 2 more'],
])('%j is listed as %s', (names, text) => {
  const { listText } = grammarOf('en-GB')
  expect(listText(names, (count) => `${count} more`)).toBe(text)
})
