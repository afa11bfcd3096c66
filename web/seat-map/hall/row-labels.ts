import { type Box, boxOfPoints, overlap, type Point } from './box.ts'
import type { Hall, HallRow } from './hall.ts'

/** A label at one end of the visible part of a row. */
export interface RowLabel {
  readonly text: string
  readonly place: Point
  /** Whether the row goes on beyond the label, which then covers a seat. */
  readonly isOnSeat: boolean
}

/** Shorter rows, such as boxes, need no label. */
const SEATS_MIN = 5

interface LabelledRow {
  readonly row: HallRow
  /** The number of the row in its zone. */
  readonly number: number
  readonly box: Box
  /** The middle of a row whose ends meet, such as a round table. */
  readonly middle: Point | undefined
}

/** Finds the places for row labels in any part of the hall. */
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
      const box = boxOfPoints(
        hall.xs.subarray(row.from, row.to),
        hall.ys.subarray(row.from, row.to),
      )
      return { row, number, box, middle: middleOfTable(hall, row, box) }
    })
  }

  /**
   * One pitch beyond the visible ends of each row in the window; on its outermost visible seats if it goes on at both
   * ends.
   *
   * @param step labels only every n-th row of a zone
   */
  within(window: Box, step = 1): RowLabel[] {
    return this.#rows
      .filter(({ number, box }) => number % step === 0 && overlap(box, window))
      .flatMap(({ row, middle }) => {
        if (middle) return { text: row.label, place: middle, isOnSeat: false }
        const visible = this.#visibleSeats(row, window)
        if (!visible) return []
        const labels = [this.#start(row, visible), this.#end(row, visible)]
        const atEnds = labels.filter(({ isOnSeat }) => !isOnSeat)
        return atEnds.length > 0 ? atEnds : labels
      })
  }

  #start({ label, from }: HallRow, { first }: Visible): RowLabel {
    return this.#labelAt(label, first, first + 1, first > from)
  }

  #end({ label, to }: HallRow, { last }: Visible): RowLabel {
    return this.#labelAt(label, last, last - 1, last < to - 1)
  }

  /** Beyond a seat, away from its neighbour; on the seat itself if the row goes on there. */
  #labelAt(text: string, seat: number, neighbour: number, isOnSeat: boolean): RowLabel {
    const at = this.#hall.positionOf(seat)
    if (isOnSeat) return { text, place: at, isOnSeat }
    const next = this.#hall.positionOf(neighbour)
    const length = Math.hypot(next.x - at.x, next.y - at.y) || 1
    const part = this.#hall.pitch / length
    return {
      text,
      place: { x: at.x - (next.x - at.x) * part, y: at.y - (next.y - at.y) * part },
      isOnSeat,
    }
  }

  #visibleSeats({ from, to }: HallRow, window: Box): Visible | undefined {
    let first: number | undefined
    let last = from
    for (let seat = from; seat < to; seat++) {
      const { x, y } = this.#hall.positionOf(seat)
      if (x < window.left || x > window.right || y < window.top || y > window.bottom) continue
      first ??= seat
      last = seat
    }
    return first === undefined ? undefined : { first, last }
  }
}

interface Visible {
  readonly first: number
  readonly last: number
}

function middleOfTable(hall: Hall, row: HallRow, box: Box): Point | undefined {
  const [start, end] = [hall.positionOf(row.from), hall.positionOf(row.to - 1)]
  if (Math.hypot(end.x - start.x, end.y - start.y) > 2 * hall.pitch) return undefined
  return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }
}
