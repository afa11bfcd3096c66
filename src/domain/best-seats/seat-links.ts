import type { Point } from '../seating-plan.ts'
import { NearPoints } from './near-points.ts'

/** A pair of points, by their places in a list. */
export interface Link {
  readonly a: number
  readonly b: number
  readonly length: number
}

/** Smaller relative differences between distances are rounding errors. */
export const ROUNDING = 1e-6
/** Up to this many points, comparing all pairs is faster than a nearest-neighbour search. */
const FEW = 24
/** More than enough neighbours to reach across a table that is five chairs wide. */
const NEAR_MAX = 16

/**
 * Links points that have no other point between them: the relative neighbourhood graph. A point is between two others
 * if it is nearer to both than they are to each other. On a line or circle this links consecutive points, and in a grid
 * the points beside and behind each other, without diagonals.
 */
export function linksBetween(points: readonly Point[]): Link[] {
  const links: Link[] = []
  const near = nearEach(points)
  points.forEach((point, a) => {
    const others = near[a] ?? []
    for (const b of others) {
      const other = points[b]
      // Finds each link once, even if one end is not among the nearest points of the other.
      if (!other || a === b || (b < a && near[b]?.includes(a))) continue
      const square = squareBetween(point, other)
      const limit = square * (1 - ROUNDING)
      const isBetween = (c: number) => {
        const third = points[c] ?? other
        return squareBetween(point, third) < limit && squareBetween(third, other) < limit
      }
      if (!others.some(isBetween)) links.push({ a, b, length: Math.sqrt(square) })
    }
  })
  return links
}

function squareBetween(a: Point, b: Point): number {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2
}

/** For each point, the points that may be linked with it or lie between. */
function nearEach(points: readonly Point[]): (readonly number[])[] {
  const all = points.map((_, point) => point)
  if (points.length <= FEW) return points.map(() => all)
  const near = new NearPoints(points)
  return points.map((_, point) => near.nearestTo(point, NEAR_MAX))
}

/** Finds the connected components. @returns for each point the first point of its component */
export function groupsOf(count: number, links: Iterable<Pick<Link, 'a' | 'b'>>): number[] {
  const groups = Array.from({ length: count }, (_, point) => point)
  const firstOf = (point: number): number => {
    let at = point
    for (let next = groups[at] ?? at; next !== at; next = groups[at] ?? at) {
      groups[at] = groups[next] ?? next
      at = next
    }
    return at
  }
  for (const { a, b } of links) {
    const [one, other] = [firstOf(a), firstOf(b)]
    groups[Math.max(one, other)] = Math.min(one, other)
  }
  return groups.map((_, point) => firstOf(point))
}
