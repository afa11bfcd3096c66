import { NearPoints } from './near-points.ts'
import type { Point } from '../seating-plan.ts'

/** Two points, by their places in a list. */
export interface Link {
  readonly a: number
  readonly b: number
  readonly length: number
}

/** Differences of distances that are smaller come from rounding. */
const TOLERANCE = 1e-6
/** Up to so many points, to try each with each other is faster than to look for those that are near. */
const FEW = 24
/** More than enough to see across a table that is five chairs wide. */
const NEAR_MAX = 16

/**
 * Links the points that have no other point between them, which is one that is nearer to both of them than they are to
 * each other (the relative neighbourhood graph). Along a line these are the points that follow each other, around a
 * circle too, and in a grid those beside and behind each other, without diagonals.
 */
export function linksBetween(points: readonly Point[]): Link[] {
  const links: Link[] = []
  const near = nearEach(points)
  points.forEach((point, a) => {
    const others = near[a] ?? []
    for (const b of others) {
      const other = points[b]
      // Each link is found once, also where one of its ends has too many others nearer to it.
      if (!other || a === b || (b < a && near[b]?.includes(a))) continue
      const square = squareBetween(point, other)
      const limit = square * (1 - TOLERANCE)
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

/** For each point, those that may be linked with it and those that may be between. */
function nearEach(points: readonly Point[]): (readonly number[])[] {
  const all = points.map((_, point) => point)
  if (points.length <= FEW) return points.map(() => all)
  const near = new NearPoints(points)
  return points.map((_, point) => near.nearestTo(point, NEAR_MAX))
}

/** Puts points that links lead to into one group. @returns for each point the first of its group */
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
