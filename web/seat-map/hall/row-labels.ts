import { type Box, boxOfPoints, overlap, type Point } from './box.ts'
import type { Hall, HallRow } from './hall.ts'

export interface RowLabel {
  readonly text: string
  readonly place: Point
}

/** Shorter rows, such as boxes, need no label. */
const SEATS_MIN = 5

interface LabelledRow {
  readonly row: HallRow
  /** The number of the row in its zone. */
  readonly number: number
  readonly box: Box
  /** One pitch beyond both ends; the middle of a row whose ends meet, such as a round table. */
  readonly places: readonly Point[]
}

/** Finds the places for row labels. */
export class RowLabels {
  readonly #hall: Hall
  readonly #rows: readonly LabelledRow[]

  constructor(hall: Hall) {
    this.#hall = hall
    const numbers = new Map<number, number>()
    this.#rows = hall.rows.flatMap((row) => {
      const number = numbers.get(row.zoneIndex) ?? 0
      numbers.set(row.zoneIndex, number + 1)
      if (row.to - row.from < SEATS_MIN || row.label === '') return []
      const [xs, ys] = [hall.xs, hall.ys].map((all) => all.subarray(row.from, row.to))
      const box = boxOfPoints(xs ?? [], ys ?? [])
      return { row, number, box, places: placesOf(hall, row, box) }
    })
  }

  /**
   * The labels at the ends of rows.
   * @param step labels only every n-th row of a zone
   */
  *atEnds(window: Box, step: number): Generator<RowLabel> {
    for (const { row, number, places } of this.#rows) {
      if (number % step !== 0) continue
      for (const place of places) if (isIn(window, place)) yield { text: row.label, place }
    }
  }

  /** For each row that goes on beyond the window at both ends: labels on its outermost visible seats. */
  *onSeats(window: Box, step: number): Generator<RowLabel> {
    for (const { row, number, box, places } of this.#rows) {
      if (number % step !== 0 || !overlap(box, window)) continue
      if (places.some((place) => isIn(window, place))) continue
      const [first, last] = this.#visibleSeats(row, window)
      if (first === undefined || last === undefined) continue
      yield { text: row.label, place: this.#hall.positionOf(first) }
      yield { text: row.label, place: this.#hall.positionOf(last) }
    }
  }

  #visibleSeats({ from, to }: HallRow, { left, right, top, bottom }: Box): (number | undefined)[] {
    const { xs, ys } = this.#hall
    let [first, last]: (number | undefined)[] = []
    for (let seat = from; seat < to; seat++) {
      const [x, y] = [xs[seat] ?? 0, ys[seat] ?? 0]
      if (x < left || x > right || y < top || y > bottom) continue
      first ??= seat
      last = seat
    }
    return [first, last]
  }
}

function placesOf(hall: Hall, { from, to }: HallRow, box: Box): Point[] {
  const [start, end] = [hall.positionOf(from), hall.positionOf(to - 1)]
  if (Math.hypot(end.x - start.x, end.y - start.y) <= 2 * hall.pitch) {
    return [{ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }]
  }
  return [beyond(hall, from, from + 1), beyond(hall, to - 1, to - 2)]
}

/** One pitch from a seat, away from its neighbour. */
function beyond(hall: Hall, seat: number, neighbour: number): Point {
  const [at, next] = [hall.positionOf(seat), hall.positionOf(neighbour)]
  const part = hall.pitch / (Math.hypot(next.x - at.x, next.y - at.y) || 1)
  return { x: at.x - (next.x - at.x) * part, y: at.y - (next.y - at.y) * part }
}

function isIn({ left, right, top, bottom }: Box, { x, y }: Point): boolean {
  return x >= left && x <= right && y >= top && y <= bottom
}
