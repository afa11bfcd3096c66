import type { Box, Point } from './box.ts'

/** The corners of a closed shape, in order. */
export type Polygon = readonly Point[]

export function edgesOf(polygon: Polygon): (readonly [Point, Point])[] {
  return polygon.map((from, index) => [from, polygon[(index + 1) % polygon.length] ?? from])
}

export function contains(polygon: Polygon, { x, y }: Point): boolean {
  let isInside = false
  let a = polygon.at(-1)
  for (const b of polygon) {
    if (a && a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) {
      isInside = !isInside
    }
    a = b
  }
  return isInside
}

/** Whether the whole box is inside. */
export function containsBox(polygon: Polygon, box: Box): boolean {
  const middle = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }
  let before = polygon.at(-1)
  for (const corner of polygon) {
    if (before && touches(box, before, corner)) return false
    before = corner
  }
  return contains(polygon, middle)
}

/** The top of the polygon at a horizontal position; undefined if it does not reach there. */
export function topAt(polygon: Polygon, x: number): number | undefined {
  const tops = edgesOf(polygon)
    .filter(([a, b]) => a.x > x !== b.x > x)
    .map(([a, b]) => a.y + ((x - a.x) / (b.x - a.x)) * (b.y - a.y))
  return tops.length === 0 ? undefined : Math.min(...tops)
}

/** Whether no two edges cross, so that the shape has one inside. */
export function isSimple(polygon: Polygon): boolean {
  const edges = edgesOf(polygon)
  return !edges.some(([a, b], index) =>
    edges.slice(index + 2).some(([c, d]) => d !== a && segmentsCross(a, b, c, d)),
  )
}

/** The middle of the area. */
export function centroid(polygon: Polygon): Point {
  let [area, x, y] = [0, 0, 0]
  for (const [a, b] of edgesOf(polygon)) {
    const part = a.x * b.y - b.x * a.y
    area += part
    x += (a.x + b.x) * part
    y += (a.y + b.y) * part
  }
  if (Math.abs(area) > 1e-9) return { x: x / (3 * area), y: y / (3 * area) }
  const sum = polygon.reduce((one, other) => ({ x: one.x + other.x, y: one.y + other.y }))
  return { x: sum.x / polygon.length, y: sum.y / polygon.length }
}

/** The smallest convex polygon around the points (Andrew's monotone chain). */
export function convexHull(points: readonly Point[]): Polygon {
  const sorted = points.toSorted((a, b) => a.x - b.x || a.y - b.y)
  const hull = [...chain(sorted), ...chain(sorted.toReversed())]
  return hull.length > 0 ? hull : sorted.slice(0, 1)
}

/** The polygon, with every edge moved outwards. Sharp corners become shorter. */
export function offset(polygon: Polygon, by: number): Polygon {
  const outwards = signedArea(polygon) > 0 ? by : -by
  return polygon.map((corner, index) => {
    const before = normal(polygon.at(index - 1) ?? corner, corner)
    const after = normal(corner, polygon[(index + 1) % polygon.length] ?? corner)
    const spread = Math.max(0.4, 1 + before.x * after.x + before.y * after.y)
    return {
      x: corner.x + ((before.x + after.x) / spread) * outwards,
      y: corner.y + ((before.y + after.y) / spread) * outwards,
    }
  })
}

/** The polygon without the corners that are nearly on a line between others (Douglas and Peucker). */
export function simplified(polygon: Polygon, tolerance: number): Polygon {
  const [start] = polygon
  if (!start || polygon.length < 4) return polygon
  const furthest = mostDistant(polygon, ({ x, y }) => Math.hypot(x - start.x, y - start.y)).index
  return [
    ...withoutLast(bends(polygon.slice(0, furthest + 1), tolerance)),
    ...withoutLast(bends([...polygon.slice(furthest), start], tolerance)),
  ]
}

/** The first point of a line, its bends, and its last point. */
function bends(line: readonly Point[], tolerance: number): readonly Point[] {
  const [first, last] = [line[0], line.at(-1)]
  if (!first || !last || line.length < 3) return line
  const { index, distance } = mostDistant(line, (point) => distanceToSegment(point, first, last))
  if (distance <= tolerance) return [first, last]
  return [
    ...withoutLast(bends(line.slice(0, index + 1), tolerance)),
    ...bends(line.slice(index), tolerance),
  ]
}

function mostDistant(
  points: readonly Point[],
  distanceOf: (point: Point) => number,
): { readonly index: number; readonly distance: number } {
  const distances = points.map(distanceOf)
  const distance = distances.reduce((a, b) => Math.max(a, b), 0)
  return { index: distances.indexOf(distance), distance }
}

function withoutLast(points: readonly Point[]): readonly Point[] {
  return points.slice(0, -1)
}

export function segmentsCross(a: Point, b: Point, c: Point, d: Point): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

function signedArea(polygon: Polygon): number {
  return edgesOf(polygon).reduce((sum, [a, b]) => sum + (a.x * b.y - b.x * a.y) / 2, 0)
}

/** Of length 1, to the right of the line from a to b. */
function normal(a: Point, b: Point): Point {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1
  return { x: (b.y - a.y) / length, y: (a.x - b.x) / length }
}

/** One half of a hull, without its last point, with which the other half begins. */
function chain(sorted: readonly Point[]): Point[] {
  const half: Point[] = []
  for (const point of sorted) {
    for (;;) {
      const [before, last] = [half.at(-2), half.at(-1)]
      if (!before || !last || side(before, last, point) > 0) break
      half.pop()
    }
    half.push(point)
  }
  return half.slice(0, -1)
}

/** Positive if the point is on one side of the line, negative on the other, 0 on it. */
function side(a: Point, b: Point, point: Point): number {
  return (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)
}

function distanceToSegment({ x, y }: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const length = dx * dx + dy * dy
  const part = length === 0 ? 0 : ((x - a.x) * dx + (y - a.y) * dy) / length
  const along = Math.min(1, Math.max(0, part))
  return Math.hypot(x - a.x - along * dx, y - a.y - along * dy)
}

/** Whether a part of the line from a to b is in the box. */
function touches({ left, right, top, bottom }: Box, a: Point, b: Point): boolean {
  if (Math.max(a.x, b.x) < left || Math.min(a.x, b.x) > right) return false
  if (Math.max(a.y, b.y) < top || Math.min(a.y, b.y) > bottom) return false
  // The line passes by the box if all corners of the box are on one side of it.
  const sides =
    signOf(a, b, left, top) +
    signOf(a, b, right, top) +
    signOf(a, b, right, bottom) +
    signOf(a, b, left, bottom)
  return Math.abs(sides) < 4
}

function signOf(a: Point, b: Point, x: number, y: number): number {
  return Math.sign((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x))
}
