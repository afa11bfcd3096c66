import type { Point } from './box.ts'
import type { Hall } from './hall.ts'
import { edgesOf, segmentsCross } from './polygon.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'

const STEPS: Readonly<Record<Direction, { readonly x: number; readonly y: number }>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
}

/** The cost of a step sideways, compared with a step ahead. */
const ASIDE_COST = 2.5
/** A place with more steps sideways per step ahead is not in that direction. */
const ASIDE_MAX = 1.5
/** Makes seats of the same row neighbours even across an aisle. */
const OTHER_ROW_COST = 1.5

/** The nearest seat in a direction; undefined at the edge of the hall. */
export function neighbourOf(hall: Hall, from: number, direction: Direction): number | undefined {
  const row = hall.rowOf[from]
  const isAlongRow = STEPS[direction].y === 0
  const places = { count: hall.seatCount, xs: hall.xs, ys: hall.ys }
  return nearest(places, hall.positionOf(from), direction, (seat) =>
    isAlongRow && hall.rowOf[seat] !== row ? OTHER_ROW_COST : 1,
  )
}

/** The nearest zone or standing area in a direction; undefined at the edge of the hall. */
export function zoneBeside(hall: Hall, from: Point, direction: Direction): number | undefined {
  const middles = hall.zones.map(({ middle }) => middle)
  const places = {
    count: middles.length,
    xs: middles.map(({ x }) => x),
    ys: middles.map(({ y }) => y),
  }
  return nearest(places, from, direction)
}

/** The seat that comes next after a standing area. */
export function seatBeside(hall: Hall, from: Point, direction: Direction): number | undefined {
  return nearest({ count: hall.seatCount, xs: hall.xs, ys: hall.ys }, from, direction)
}

/** The standing area that lies between a seat and the next seat in that direction. */
export function standingAreaBetween(
  hall: Hall,
  from: Point,
  to: Point | undefined,
  direction: Direction,
): number | undefined {
  const { x, y } = STEPS[direction]
  const { left, right, top, bottom } = hall.bounds
  const far = right - left + bottom - top
  const end = to ?? { x: from.x + x * far, y: from.y + y * far }
  const found = hall.zones.findIndex(
    ({ standing, outline }) =>
      standing && edgesOf(outline).some(([a, b]) => segmentsCross(from, end, a, b)),
  )
  return found === -1 ? undefined : found
}

interface Places {
  readonly count: number
  readonly xs: ArrayLike<number>
  readonly ys: ArrayLike<number>
}

function nearest(
  { count, xs, ys }: Places,
  from: Point,
  direction: Direction,
  factorOf: (place: number) => number = () => 1,
): number | undefined {
  const step = STEPS[direction]
  let found: number | undefined
  let lowest = Infinity
  for (let place = 0; place < count; place++) {
    const [dx, dy] = [(xs[place] ?? 0) - from.x, (ys[place] ?? 0) - from.y]
    const ahead = dx * step.x + dy * step.y
    const aside = Math.abs(dx * step.y) + Math.abs(dy * step.x)
    if (ahead <= 0 || aside > ahead * ASIDE_MAX) continue
    const cost = (ahead + aside * ASIDE_COST) * factorOf(place)
    if (cost < lowest) {
      found = place
      lowest = cost
    }
  }
  return found
}

/** The leftmost or rightmost seat of the row. */
export function endOfRow(hall: Hall, from: number, side: 'left' | 'right'): number {
  const row = hall.rows[hall.rowOf[from] ?? 0]
  if (!row) return from
  let end = row.from
  for (let seat = row.from + 1; seat < row.to; seat++) {
    const isFurtherRight = (hall.xs[seat] ?? 0) > (hall.xs[end] ?? 0)
    if (isFurtherRight === (side === 'right')) end = seat
  }
  return end
}
