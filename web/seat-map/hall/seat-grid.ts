import { type Box, boxOfPoints, type Point } from './box.ts'

const SEATS_PER_CELL = 4
/** How many seats are measured to find the usual distance. */
const SAMPLE = 400

/** Finds seats by position: divides the hall into cells, with the seats of all cells in one list, sorted by cell. */
export class SeatGrid {
  readonly #xs: Float64Array
  readonly #ys: Float64Array
  readonly #box: Box
  readonly #cell: number
  readonly #columns: number
  readonly #lines: number
  /** By cell: the index of its first seat in `#seats`. They end where those of the next cell begin. */
  readonly #starts: Uint32Array
  readonly #seats: Uint32Array

  constructor(xs: Float64Array, ys: Float64Array) {
    this.#xs = xs
    this.#ys = ys
    this.#box = boxOfPoints(xs, ys)
    const width = Math.max(1, this.#box.right - this.#box.left)
    const height = Math.max(1, this.#box.bottom - this.#box.top)
    this.#cell = cellSize(width, height, xs.length)
    this.#columns = Math.floor(width / this.#cell) + 1
    this.#lines = Math.floor(height / this.#cell) + 1
    this.#starts = new Uint32Array(this.#columns * this.#lines + 1)
    this.#seats = new Uint32Array(xs.length)
    this.#sort()
  }

  /** All seats whose centre is in the box, in any order. */
  within(box: Box): number[] {
    const found: number[] = []
    this.#eachIn(box, (seat) => found.push(seat))
    return found
  }

  /** The seat with the nearest centre, within a distance. */
  nearest({ x, y }: Point, distanceMax: number, except?: number): number | undefined {
    let nearest: number | undefined
    let best = distanceMax
    const box = { left: x - best, top: y - best, right: x + best, bottom: y + best }
    this.#eachIn(box, (seat) => {
      const distance = Math.hypot((this.#xs[seat] ?? 0) - x, (this.#ys[seat] ?? 0) - y)
      if (distance <= best && seat !== except) {
        nearest = seat
        best = distance
      }
    })
    return nearest
  }

  /** The usual distance from a seat to its nearest neighbour; undefined if no seat has one. */
  pitch(): number | undefined {
    const step = Math.max(1, Math.floor(this.#xs.length / SAMPLE))
    const distances: number[] = []
    for (let seat = 0; seat < this.#xs.length; seat += step) {
      const distance = this.#distanceToNeighbour(seat)
      if (distance !== undefined && distance > 0) distances.push(distance)
    }
    // The lower quartile, because overlapping seats look worse than gaps.
    return distances.toSorted((a, b) => a - b)[Math.floor(distances.length / 4)]
  }

  #distanceToNeighbour(seat: number): number | undefined {
    const at = { x: this.#xs[seat] ?? 0, y: this.#ys[seat] ?? 0 }
    for (let reach = this.#cell; reach < this.#cell * 64; reach *= 2) {
      const other = this.nearest(at, reach, seat)
      if (other !== undefined) {
        return Math.hypot((this.#xs[other] ?? 0) - at.x, (this.#ys[other] ?? 0) - at.y)
      }
    }
    return undefined
  }

  #eachIn(box: Box, visit: (seat: number) => void): void {
    const [fromColumn, toColumn] = [this.#column(box.left), this.#column(box.right)]
    const [fromLine, toLine] = [this.#line(box.top), this.#line(box.bottom)]
    for (let line = fromLine; line <= toLine; line++) {
      const start = this.#starts[line * this.#columns + fromColumn] ?? 0
      const end = this.#starts[line * this.#columns + toColumn + 1] ?? 0
      for (let place = start; place < end; place++) {
        const seat = this.#seats[place] ?? 0
        const [x, y] = [this.#xs[seat] ?? 0, this.#ys[seat] ?? 0]
        if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) visit(seat)
      }
    }
  }

  /** Sorts the seats by cell: counts the seats per cell, then places each seat. */
  #sort(): void {
    const cells = Uint32Array.from(
      this.#xs,
      (x, seat) => this.#line(this.#ys[seat] ?? 0) * this.#columns + this.#column(x),
    )
    const { length } = this.#starts
    for (const cell of cells) this.#starts[cell + 1] = (this.#starts[cell + 1] ?? 0) + 1
    for (let cell = 1; cell < length; cell++) {
      this.#starts[cell] = (this.#starts[cell] ?? 0) + (this.#starts[cell - 1] ?? 0)
    }
    const next = this.#starts.slice()
    cells.forEach((cell, seat) => {
      const place = next[cell] ?? 0
      this.#seats[place] = seat
      next[cell] = place + 1
    })
  }

  #column(x: number): number {
    return inRange(Math.floor((x - this.#box.left) / this.#cell), this.#columns - 1)
  }

  #line(y: number): number {
    return inRange(Math.floor((y - this.#box.top) / this.#cell), this.#lines - 1)
  }
}

/** The side of a cell that contains the intended number of seats on average, even in a hall with one row. */
function cellSize(width: number, height: number, seats: number): number {
  const cells = Math.max(1, seats / SEATS_PER_CELL)
  return Math.max(Math.sqrt((width * height) / cells), Math.max(width, height) / cells)
}

function inRange(value: number, max: number): number {
  return Math.min(max, Math.max(0, value))
}
