import type { Point } from '../../../domain/seating-plan.ts'

/** Large enough for geographic coordinates in metres. Sums of three are exact to less than a thousandth. */
export const COORDINATE_MAX = 1_000_000_000

export const ORIGIN: Point = { x: 0, y: 0 }

export function isOrigin({ x, y }: Point): boolean {
  return x === 0 && y === 0
}

export function sumOf(...points: readonly Point[]): Point {
  return points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }))
}

export function differenceOf(a: Point, b: Point): Point {
  return { x: a.x - b.x, y: a.y - b.y }
}

/** The sum of valid positions can be out of bounds, and would be refused when the plan is read again. */
export function isInBounds({ x, y }: Point): boolean {
  return Math.max(Math.abs(x), Math.abs(y)) <= COORDINATE_MAX
}
