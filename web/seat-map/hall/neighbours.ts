import type { Hall } from './hall.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'

const STEPS: Readonly<Record<Direction, { readonly x: number; readonly y: number }>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
}

/** The cost of a step sideways, compared with a step ahead. */
const ASIDE_COST = 2.5
/** A seat with more steps sideways per step ahead is not in that direction. */
const ASIDE_MAX = 1.5
/** Makes seats of the same row neighbours even across an aisle. */
const OTHER_ROW_COST = 1.5

/** The nearest seat in a direction; undefined at the edge of the hall. */
export function neighbourOf(hall: Hall, from: number, direction: Direction): number | undefined {
  const step = STEPS[direction]
  const [x, y] = [hall.xs[from] ?? 0, hall.ys[from] ?? 0]
  const row = hall.rowOf[from]
  const isAlongRow = step.y === 0
  let nearest: number | undefined
  let lowest = Infinity
  for (let seat = 0; seat < hall.seatCount; seat++) {
    const [dx, dy] = [(hall.xs[seat] ?? 0) - x, (hall.ys[seat] ?? 0) - y]
    const ahead = dx * step.x + dy * step.y
    const aside = Math.abs(dx * step.y) + Math.abs(dy * step.x)
    if (ahead <= 0 || aside > ahead * ASIDE_MAX) continue
    const isElsewhere = isAlongRow && hall.rowOf[seat] !== row
    const cost = (ahead + aside * ASIDE_COST) * (isElsewhere ? OTHER_ROW_COST : 1)
    if (cost < lowest) {
      nearest = seat
      lowest = cost
    }
  }
  return nearest
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
