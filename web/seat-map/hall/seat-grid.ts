import { type Box, boxOfPoints, type Point } from './box.ts'

const SEATS_A_CELL = 4
/** How many seats say how far neighbours are apart. */
const SAMPLE = 400

/** Finds seats by where they are: the hall in cells, with the seats of each one behind the other in one list. */
export class SeatGrid {
  readonly #xs: Float64Array
  readonly #ys: Float64Array
  readonly #box: Box
  readonly #cell: number
  readonly #columns: number
  readonly #lines: number
  /** Where the seats of each cell begin in `#seats`; where the next one's begin, they end. */
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

  /** All seats whose middle is in the box, in no order. */
  within(box: Box): number[] {
    const found: number[] = []
    this.#eachIn(box, (seat) => found.push(seat))
    return found
  }

  /** The seat whose middle is nearest, if it is near enough. */
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

  /** How far a seat is from its nearest neighbour, as a rule; undefined when no seat has one. */
  pitch(): number | undefined {
    const step = Math.max(1, Math.floor(this.#xs.length / SAMPLE))
    const distances: number[] = []
    for (let seat = 0; seat < this.#xs.length; seat += step) {
      const distance = this.#distanceToNeighbour(seat)
      if (distance !== undefined && distance > 0) distances.push(distance)
    }
    // Rather too small for most than too large for many.
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

  /** Counts the seats of each cell, and puts each seat where those of its cell are. */
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

/** So large that there are about as many seats as there should be in a cell, also in a hall of one row. */
function cellSize(width: number, height: number, seats: number): number {
  const cells = Math.max(1, seats / SEATS_A_CELL)
  return Math.max(Math.sqrt((width * height) / cells), Math.max(width, height) / cells)
}

function inRange(value: number, max: number): number {
  return Math.min(max, Math.max(0, value))
}
