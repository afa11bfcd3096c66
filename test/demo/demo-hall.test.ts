import { describe, expect, test } from '@jest/globals'

import { demoEvent } from '../../src/demo/demo-event.ts'
import { demoHall } from '../../src/demo/demo-hall.ts'
import { bestAvailable } from '../../src/domain/best-seats/best-available.ts'
import { FreeSeats } from '../../src/domain/best-seats/free-seats.ts'
import { frontOf } from '../../src/domain/best-seats/front.ts'
import { Hall } from '../../src/domain/best-seats/hall.ts'
import { blocksOf } from '../../src/domain/best-seats/seat-blocks.ts'
import { distanceBetween, type Point, seatsIn } from '../../src/domain/seating-plan.ts'

const hall = demoHall()
const seats = seatsIn(hall)
const segmentCounts = (zone: string) =>
  hall.zones
    .find(({ name }) => name === zone)
    ?.rows.map(
      (row) =>
        blocksOf(hall).filter(({ seats }) => seats.some((seat) => row.seats.includes(seat))).length,
    )

/** How much lighter white is, as https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio counts it. */
function contrastToWhite(color = ''): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => parseInt(color.slice(start, start + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}

describe('the demo hall', () => {
  test('is a theatre of some hundred seats, each of its own name', () => {
    expect(seats.length).toBeGreaterThan(400)
    expect(seats.length).toBeLessThan(900)
    expect(new Set(seats.map((seat) => seat.id)).size).toBe(seats.length)
    expect(seats).toContainEqual(
      expect.objectContaining({ id: 'Stalls-C-12', row: 'C', number: '12' }),
    )
  })

  test('has room for everybody', () => {
    const distances = seats.flatMap((seat, index) =>
      seats.slice(index + 1).map((other) => distanceBetween(seat.position, other.position)),
    )
    expect(distances.reduce((a, b) => Math.min(a, b))).toBeGreaterThan(23)
  })

  test('has two aisles in every row, and none in a box', () => {
    expect(segmentCounts('Stalls')).toEqual([...Array.from({ length: 14 }, () => 3), 2])
    expect(segmentCounts('Circle')).toEqual(Array.from({ length: 5 }, () => 3))
    for (const zone of ['Left boxes', 'Right boxes']) expect(segmentCounts(zone)).toEqual([1, 1, 1])
  })

  test('has seats of each of its four categories, and a few places for wheelchairs', () => {
    const counts = hall.categories.map(
      ({ name }) => seats.filter((seat) => seat.category === name).length,
    )
    expect(counts).toHaveLength(4)
    expect(Math.min(...counts)).toBe(8)
    expect(seats.filter((seat) => seat.category === 'Wheelchair')).toHaveLength(8)
  })

  test('has a seat for a companion beside each of its accessible seats', () => {
    const accessible = seats.filter((seat) => seat.accessible)
    expect(accessible).toHaveLength(4)
    for (const { id, position } of accessible) {
      const companions = seats.filter(({ companionOf }) => companionOf === id)
      expect(companions).toHaveLength(1)
      for (const seat of companions) {
        expect(distanceBetween(seat.position, position)).toBeLessThan(41)
      }
    }
  })

  test('has a price for each of its categories', () => {
    const { prices } = demoEvent()
    expect(Object.keys(prices?.byCategory ?? {})).toEqual(hall.categories.map(({ name }) => name))
  })

  test('has colours that white numbers can be read on', () => {
    expect(contrastToWhite('#767676')).toBeCloseTo(4.54, 2)
    for (const { color } of hall.categories) expect(contrastToWhite(color)).toBeGreaterThan(4.5)
  })

  test('calls no row by a letter that looks like a digit', () => {
    expect(seats.filter((seat) => /[IO]/.test(seat.row))).toEqual([])
  })

  test('keeps everything within its size', () => {
    const corners = hall.zones
      .flatMap((zone) => zone.areas)
      .flatMap(({ outline }) => (outline?.kind === 'polygon' ? outline.points : []))
    const within = ({ x, y }: Point) =>
      x > 0 && y > 0 && x < (hall.size?.width ?? 0) && y < (hall.size?.height ?? 0)

    expect([...corners, ...seats.map((seat) => seat.position)].every(within)).toBe(true)
  })

  test('has its best seats before the middle of the stage', () => {
    const best = bestAvailable(new FreeSeats(new Hall(hall)), { quantity: 2 })

    expect(best?.[0]).toMatch(/^Stalls-A-(9|11)$/)
    expect(frontOf(hall).x).toBeCloseTo(760)
  })
})
