import { distanceBetween, meanOf, type PlanSeat, type Point } from '../seating-plan.ts'

/** The cosine of 50 degrees. In a triangle of seats, some step deviates from any line by at least 60 degrees. */
const ALONG_COS_MIN = 0.643

/**
 * The seats of a row, ordered along the straight line that fits them best, if each step from seat to seat follows that
 * line. This is the case for straight rows and for arcs of up to about a quarter of a circle. Undefined for rows that
 * bend further, and for seats around a table or in several lines.
 */
export function lineOf(row: readonly PlanSeat[]): PlanSeat[] | undefined {
  const middle = meanOf(row.map((seat) => seat.position))
  const places = turned(row, middle, directionOf(row, middle))
  const order = Array.from(places.keys()).sort((a, b) => xOf(places[a]) - xOf(places[b]))
  const isLine = order.every((seat, index) => {
    const [from, to] = [places[order[index - 1] ?? seat], places[seat]]
    return !from || !to || leadsAlong(from, to)
  })
  return isLine ? order.flatMap((seat) => row[seat] ?? []) : undefined
}

function leadsAlong(from: Point, to: Point): boolean {
  return to.x - from.x >= ALONG_COS_MIN * distanceBetween(from, to)
}

function xOf(point: Point | undefined): number {
  return point?.x ?? 0
}

/** The angle of the least-squares line through the middle of the seats. */
function directionOf(row: readonly PlanSeat[], middle: Point): number {
  let [xx, xy, yy] = [0, 0, 0]
  for (const { position } of row) {
    const [x, y] = [position.x - middle.x, position.y - middle.y]
    xx += x * x
    xy += x * y
    yy += y * y
  }
  return Math.atan2(2 * xy, xx - yy) / 2
}

/** The positions of the seats in a coordinate system rotated by this angle, with its origin in the middle. */
function turned(row: readonly PlanSeat[], middle: Point, angle: number): Point[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return row.map(({ position }) => {
    const [x, y] = [position.x - middle.x, position.y - middle.y]
    return { x: x * cos + y * sin, y: y * cos - x * sin }
  })
}
