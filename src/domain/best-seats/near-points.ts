import type { Point } from '../seating-plan.ts'

/**
 * Finds the nearest neighbours of a point with a k-d tree. The tree is stored in one array: the point in the middle of each
 * range splits it in two halves, across the longer side of the range. Building takes n log n steps, and a search about
 * log n, for any distribution of points.
 */
export class NearPoints {
  readonly #xs: Float64Array
  readonly #ys: Float64Array
  /** The points in the order of the tree. */
  readonly #order: Uint32Array
  /** By place in that order, whether the range with this middle is split by x. Otherwise it is split by y. */
  readonly #isByX: Uint8Array
  /** The points found so far by the current search, nearest first, and the squares of their distances. */
  readonly #found: number[] = []
  readonly #squares: number[] = []

  constructor(points: readonly Point[]) {
    this.#xs = Float64Array.from(points, ({ x }) => x)
    this.#ys = Float64Array.from(points, ({ y }) => y)
    this.#order = Uint32Array.from(points.keys())
    this.#isByX = new Uint8Array(points.length)
    this.#build(0, points.length - 1)
  }

  /** @returns up to `count` other points, the nearest first */
  nearestTo(point: number, count: number): number[] {
    this.#found.length = 0
    this.#squares.length = 0
    this.#search(point, count, 0, this.#order.length - 1)
    return this.#found.slice()
  }

  #build(first: number, last: number): void {
    if (first >= last) return
    const middle = (first + last) >> 1
    const isByX = this.#extentOf(this.#xs, first, last) >= this.#extentOf(this.#ys, first, last)
    this.#isByX[middle] = isByX ? 1 : 0
    this.#select(first, last, middle, isByX ? this.#xs : this.#ys)
    this.#build(first, middle - 1)
    this.#build(middle + 1, last)
  }

  #extentOf(values: Float64Array, first: number, last: number): number {
    let [least, most] = [Infinity, -Infinity]
    for (let place = first; place <= last; place++) {
      const value = values[this.#order[place] ?? 0] ?? 0
      if (value < least) least = value
      if (value > most) most = value
    }
    return most - least
  }

  /**
   * Quickselect: puts the element at `middle` that sorting would put there, smaller ones before it and larger ones
   * after it.
   */
  #select(first: number, last: number, middle: number, values: Float64Array): void {
    const order = this.#order
    const valueAt = (place: number) => values[order[place] ?? 0] ?? 0
    let [low, high] = [first, last]
    while (low < high) {
      const pivot = valueAt((low + high) >> 1)
      let [left, right] = [low, high]
      while (left <= right) {
        while (valueAt(left) < pivot) left++
        while (valueAt(right) > pivot) right--
        if (left > right) break
        const moved = order[left] ?? 0
        order[left++] = order[right] ?? 0
        order[right--] = moved
      }
      if (middle <= right) high = right
      else if (middle >= left) low = left
      else return
    }
  }

  #search(point: number, count: number, first: number, last: number): void {
    if (first > last) return
    const middle = (first + last) >> 1
    const candidate = this.#order[middle] ?? 0
    this.#offer(point, candidate, count)

    const values = this.#isByX[middle] === 1 ? this.#xs : this.#ys
    const offset = (values[point] ?? 0) - (values[candidate] ?? 0)
    if (offset < 0) this.#search(point, count, first, middle - 1)
    else this.#search(point, count, middle + 1, last)
    if (this.#found.length >= count && offset * offset >= (this.#squares[count - 1] ?? 0)) return
    if (offset < 0) this.#search(point, count, middle + 1, last)
    else this.#search(point, count, first, middle - 1)
  }

  #offer(point: number, candidate: number, count: number): void {
    if (candidate === point) return
    const x = (this.#xs[candidate] ?? 0) - (this.#xs[point] ?? 0)
    const y = (this.#ys[candidate] ?? 0) - (this.#ys[point] ?? 0)
    const square = x * x + y * y
    let place = Math.min(this.#found.length, count)
    if (place === count && square >= (this.#squares[count - 1] ?? 0)) return
    if (place === count) place--
    for (; place > 0 && (this.#squares[place - 1] ?? 0) > square; place--) {
      this.#squares[place] = this.#squares[place - 1] ?? 0
      this.#found[place] = this.#found[place - 1] ?? 0
    }
    this.#squares[place] = square
    this.#found[place] = candidate
  }
}
