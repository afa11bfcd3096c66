import type { Point } from './box.ts'
import type { Hall, HallRow } from './hall.ts'
import { endOfRow } from './neighbours.ts'

export interface RowLabel {
  readonly text: string
  readonly place: Point
}

/** Shorter rows, such as boxes, need no label. */
const SEATS_MIN = 5

/** The label of each row: to the left of its leftmost seat, in line with the row. */
export function rowLabels(hall: Hall): RowLabel[] {
  return hall.rows
    .filter(({ from, to, label }) => to - from >= SEATS_MIN && label !== '')
    .map((row) => ({ text: row.label, place: before(hall, row) }))
}

function before(hall: Hall, row: HallRow): Point {
  const end = endOfRow(hall, row.from, 'left')
  const [x, y] = [hall.xs[end] ?? 0, hall.ys[end] ?? 0]
  const next = hall.grid
    .within({
      left: x,
      right: x + 2 * hall.pitch,
      top: y - 2 * hall.pitch,
      bottom: y + 2 * hall.pitch,
    })
    .filter((seat) => seat !== end && hall.rowOf[seat] === hall.rowOf[end])
    .map((seat) => ({ x: (hall.xs[seat] ?? 0) - x, y: (hall.ys[seat] ?? 0) - y }))
    .toSorted((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y))[0] ?? { x: 1, y: 0 }
  const part = hall.pitch / (Math.hypot(next.x, next.y) || 1)
  return { x: x - next.x * part, y: y - next.y * part }
}
