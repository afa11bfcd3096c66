import type { Point } from './box.ts'
import { contains, convexHull, isSimple, offset, type Polygon, simplified } from './polygon.ts'

/** The distance from the outermost seats to the outline, in parts of the distance between two seats. */
const PADDING = 0.62
/** Corners closer than this to a straight line are left out, in the same unit. */
const TOLERANCE = 0.25
/** The number of points around a seat of which a convex outline is made. */
const CORNERS = 8

/**
 * The outline of a zone, around its outermost seats. It follows the ends of the rows, so that a horseshoe is drawn as
 * one. Where that is not possible, because the rows are not in order, it is convex.
 *
 * @param rows the positions of the seats of each row
 * @param pitch the distance between two seats
 */
export function zoneOutline(rows: readonly (readonly Point[])[], pitch: number): Polygon {
  const filled = rows.filter((row) => row.length > 0)
  const seats = filled.flat()
  if (filled.length > 1) {
    const along = simplified(aroundRows(filled), pitch * TOLERANCE)
    const outline = offset(along, pitch * PADDING)
    if (isSimple(outline) && seats.every((seat) => contains(outline, seat))) return outline
  }
  const around = seats.flatMap((seat) => pointsAround(seat, pitch * PADDING))
  return simplified(convexHull(around), pitch * TOLERANCE * 0.2)
}

function pointsAround({ x, y }: Point, radius: number): Point[] {
  return Array.from({ length: CORNERS }, (_, corner) => {
    const angle = ((corner + 0.5) / CORNERS) * 2 * Math.PI
    return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) }
  })
}

/** Along the first row, the ends of the rows, the last row backwards, and the beginnings of the rows. */
function aroundRows(rows: readonly (readonly Point[])[]): Polygon {
  const [first = [], ...others] = inOneDirection(rows)
  const last = others.pop() ?? []
  return [
    ...first,
    ...others.flatMap((row) => row.at(-1) ?? []),
    ...last.toReversed(),
    ...others.toReversed().flatMap((row) => row[0] ?? []),
  ]
}

/** Turns rows around that are numbered the other way than the row before. */
function inOneDirection(rows: readonly (readonly Point[])[]): (readonly Point[])[] {
  const turned: (readonly Point[])[] = []
  for (const row of rows) {
    const before = turned.at(-1)
    turned.push(before && isOpposite(before, row) ? row.toReversed() : row)
  }
  return turned
}

function isOpposite(before: readonly Point[], row: readonly Point[]): boolean {
  const [from, to] = [before[0], before.at(-1)]
  const [start, end] = [row[0], row.at(-1)]
  if (!from || !to || !start || !end) return false
  return distance(from, start) + distance(to, end) > distance(from, end) + distance(to, start)
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}
