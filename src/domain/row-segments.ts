import {
  distanceBetween,
  type PlanRow,
  type PlanSeat,
  type Point,
  rangeOf,
} from './seating-plan.ts'

/** Seats of one row, each the neighbour of the next: nobody sits or walks between them. */
export type Segment = readonly PlanSeat[]

/** A gap is an aisle when it is wider than this many times the row's usual distance between seats. */
const AISLE_FACTOR = 1.5

/**
 * Cuts a row into the segments between its aisles. What counts is where the seats are, not how they are numbered.
 * The usual distance is the median of the distances from seat to seat, the lower one of two; seats that were drawn
 * on top of each other have no distance, and do not take part in it.
 */
export function segmentsOf(row: PlanRow): Segment[] {
  const seats = inOrder(row)
  const gaps = seats.slice(1).map((seat, index) => distance(seat, seats[index]))
  const aisleMin = AISLE_FACTOR * lowerMedian(gaps.filter((gap) => gap > 0))

  const segments: PlanSeat[][] = []
  seats.forEach((seat, index) => {
    const gap = gaps[index - 1]
    if (gap === undefined || gap > aisleMin) segments.push([seat])
    else segments.at(-1)?.push(seat)
  })
  return segments
}

/**
 * Orders the seats of a row as one walks along it: along the straight line that fits them best. A row that bends by
 * more than half a circle comes back on such a line, and is walked around its middle, from its widest opening on.
 */
function inOrder(row: PlanRow): PlanSeat[] {
  const middle = meanOf(row.map((seat) => seat.position))
  const places = turned(row, middle, directionOf(row, middle))
  const along = places.map(({ x }) => x)
  const across = places.map(({ y }) => y)
  if (extentOf(across) <= extentOf(along) / 2) return sortedBy(row, along)

  const angles = row.map(({ position }) => Math.atan2(position.y - middle.y, position.x - middle.x))
  return fromWidestOpening(sortedBy(row, angles))
}

/** The angle of the line through the middle that the seats are nearest to, by least squares. */
function directionOf(row: PlanRow, middle: Point): number {
  let [xx, xy, yy] = [0, 0, 0]
  for (const { position } of row) {
    const [x, y] = [position.x - middle.x, position.y - middle.y]
    xx += x * x
    xy += x * y
    yy += y * y
  }
  return Math.atan2(2 * xy, xx - yy) / 2
}

/** Where the seats are on axes through the middle, of which x has this angle. */
function turned(row: PlanRow, middle: Point, angle: number): Point[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return row.map(({ position }) => {
    const [x, y] = [position.x - middle.x, position.y - middle.y]
    return { x: x * cos + y * sin, y: y * cos - x * sin }
  })
}

function fromWidestOpening(ring: readonly PlanSeat[]): PlanSeat[] {
  const gaps = ring.map((seat, index) => distance(seat, ring.at(index - 1)))
  const start = gaps.indexOf(gaps.reduce((a, b) => Math.max(a, b), 0))
  return [...ring.slice(start), ...ring.slice(0, start)]
}

function distance(seat: PlanSeat, other: PlanSeat | undefined): number {
  return other ? distanceBetween(seat.position, other.position) : 0
}

function meanOf(points: readonly Point[]): Point {
  const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 })
  return { x: sum.x / points.length, y: sum.y / points.length }
}

function extentOf(values: readonly number[]): number {
  const { least, most } = rangeOf(values)
  return most - least
}

function sortedBy(row: PlanRow, keys: readonly number[]): PlanSeat[] {
  return row
    .map((seat, index) => ({ seat, key: keys[index] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ seat }) => seat)
}

function lowerMedian(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[(values.length - 1) >> 1] ?? 0
}
