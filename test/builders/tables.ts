import type { PlanRow, Point } from '../../src/domain/seating-plan.ts'

/** A row with seats "T-1", "T-2" and so on at these positions. */
export function namedRow(name: string, places: readonly Point[], category = 'S'): PlanRow {
  const seats = places.map((position, index) => ({
    id: `${name}-${index + 1}`,
    row: name,
    number: String(index + 1),
    position,
    category,
  }))
  return { name, seats }
}

/** Seats side by side, from left to right. */
export function straight(count: number, pitch: number, from: Point = { x: 0, y: 0 }): Point[] {
  return Array.from({ length: count }, (_, index) => ({ x: from.x + index * pitch, y: from.y }))
}

/** Chairs around a round table, evenly spaced. */
export function round(count: number, radius: number, { x, y }: Point = { x: 0, y: 0 }): Point[] {
  return Array.from({ length: count }, (_, index) => {
    const angle = (index / count) * 2 * Math.PI
    return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) }
  })
}

/** Chairs on both sides of a long table: first one side, then the other. */
export function twoSides(
  count: number,
  { pitch = 30, width = 80, from = { x: 0, y: 0 } }: TwoSides = {},
): Point[] {
  return [
    ...straight(count, pitch, from),
    ...straight(count, pitch, { x: from.x, y: from.y + width }),
  ]
}

interface TwoSides {
  readonly pitch?: number
  readonly width?: number
  readonly from?: Point
}

/** The same positions, rotated around the origin, scaled and moved. */
export function transformed(
  places: readonly Point[],
  { deg = 0, scale = 1, by = { x: 0, y: 0 } }: { deg?: number; scale?: number; by?: Point },
): Point[] {
  const angle = (deg / 180) * Math.PI
  const [cos, sin] = [scale * Math.cos(angle), scale * Math.sin(angle)]
  return places.map(({ x, y }) => ({ x: x * cos - y * sin + by.x, y: x * sin + y * cos + by.y }))
}
