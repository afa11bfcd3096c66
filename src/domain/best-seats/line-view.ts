import type { Hall, HallBlock } from './hall.ts'
import { FITS, flagsOf, isKept, type SearchState } from './search-state.ts'
import { ACCESSIBLE, RESTRICTED } from './seat-traits.ts'

/** How many places before the first and after the last can be read. */
const MARGIN = 2

/**
 * A line or ring of seats, addressed by place. A ring starts after a seat that does not fit, if there is one, so that
 * no run of seats that fit crosses from its end to its start. The places of a ring continue for a second round.
 *
 * One view is reused for all blocks, which saves memory.
 */
export class LineView {
  readonly #state: SearchState
  readonly #hall: Hall
  #isRing = false
  #from = 0
  #length = 0
  #first = 0
  #isMeasured = false
  #flags = new Uint8Array(0)
  /** By place, the sum of the distances of all seats before it to the front. */
  #sums = new Float64Array(0)
  /** By place, the start of the run of seats of one category that ends there. */
  #stretches = new Int32Array(0)
  /** By place, the number of seats before it with a restricted view, and of accessible places before it. */
  #restricted = new Int32Array(0)
  #accessible = new Int32Array(0)

  constructor(state: SearchState) {
    this.#state = state
    this.#hall = state.free.hall
  }

  get length(): number {
    return this.#length
  }

  get isRing(): boolean {
    return this.#isRing
  }

  load(block: HallBlock): void {
    this.#isRing = block.shape === 'ring'
    this.#from = block.from
    this.#length = block.to - block.from
    this.#first = this.#isRing ? this.#afterGap(block) : 0
    this.#isMeasured = false
    const end = this.#places
    this.#reserve(end + 2 * MARGIN)
    this.#flags.fill(0, 0, end + 2 * MARGIN)
    const [first, last] = this.#isRing ? [-MARGIN, end + MARGIN] : [0, end]
    for (let place = first; place < last; place++) {
      this.#flags[place + MARGIN] = flagsOf(this.seatAt(place), this.#state)
    }
  }

  /** The number of the seat at this place. */
  seatAt(place: number): number {
    if (!this.#isRing) return this.#from + place
    return this.#from + ((this.#first + place + this.#length) % this.#length)
  }

  /** The numbers of the seats from `start` up to, but not including, `end`. */
  seats(start: number, end: number): number[] {
    const seats: number[] = []
    for (let place = start; place < end; place++) seats.push(this.seatAt(place))
    return seats
  }

  has(place: number, flag: number): boolean {
    return ((this.#flags[place + MARGIN] ?? 0) & flag) !== 0
  }

  isKept(place: number): boolean {
    return isKept(this.seatAt(place), this.#state)
  }

  /** The sum of the distances to the front of the seats from `start` up to, but not including, `end`. */
  distanceSum(start: number, end: number): number {
    this.#measure()
    return (this.#sums[end] ?? 0) - (this.#sums[start] ?? 0)
  }

  /** Whether the seats from `start` up to, but not including, `end` are of several categories. */
  isMixed(start: number, end: number): boolean {
    this.#measure()
    return (this.#stretches[end - 1] ?? 0) > start
  }

  /** The number of seats with a restricted view from `start` up to, but not including, `end`. */
  restrictedIn(start: number, end: number): number {
    this.#measure()
    return (this.#restricted[end] ?? 0) - (this.#restricted[start] ?? 0)
  }

  /** The number of accessible places from `start` up to, but not including, `end`. */
  accessibleIn(start: number, end: number): number {
    this.#measure()
    return (this.#accessible[end] ?? 0) - (this.#accessible[start] ?? 0)
  }

  /** Calls `visit` for each run of consecutive seats that fit, with its start and its exclusive end. */
  eachRun(visit: (start: number, end: number) => void): void {
    let start = 0
    for (let place = 0; place <= this.#length; place++) {
      if (place < this.#length && this.has(place, FITS)) continue
      if (place > start) visit(start, place)
      start = place + 1
    }
  }

  #afterGap({ from, to }: HallBlock): number {
    for (let seat = from; seat < to; seat++) {
      if ((flagsOf(seat, this.#state) & FITS) === 0) return (seat - from + 1) % this.#length
    }
    return 0
  }

  #reserve(length: number): void {
    if (this.#flags.length >= length) return
    this.#flags = new Uint8Array(2 * length)
    this.#sums = new Float64Array(2 * length)
    this.#stretches = new Int32Array(2 * length)
    this.#restricted = new Int32Array(2 * length)
    this.#accessible = new Int32Array(2 * length)
  }

  /** Called on demand: only lines with a long enough run are measured. */
  #measure(): void {
    if (this.#isMeasured) return
    this.#isMeasured = true
    const { distances, categoryOf, traits } = this.#hall
    let [sum, stretch, restricted, accessible] = [0, 0, 0, 0]
    for (let place = 0; place < this.#places; place++) {
      const seat = this.seatAt(place)
      this.#sums[place] = sum
      this.#restricted[place] = restricted
      this.#accessible[place] = accessible
      sum += distances[seat] ?? 0
      if (traits.has(seat, RESTRICTED)) restricted++
      if (traits.has(seat, ACCESSIBLE)) accessible++
      if (place > 0 && categoryOf[seat] !== categoryOf[this.seatAt(place - 1)]) stretch = place
      this.#stretches[place] = stretch
    }
    this.#sums[this.#places] = sum
    this.#restricted[this.#places] = restricted
    this.#accessible[this.#places] = accessible
  }

  get #places(): number {
    return this.#isRing ? 2 * this.#length : this.#length
  }
}
