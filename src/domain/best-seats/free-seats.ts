import type { SeatId } from '../seat.ts'
import type { Wanted } from './group.ts'
import type { Hall } from './hall.ts'

const TAKEN = 1
const SET_ASIDE = 2

/** The maximum number of kinds of searches without a result that are recorded. */
const NOT_FOUND_MAX = 1_000

/** The free seats of a hall. Kept between searches and updated with each change. */
export class FreeSeats {
  readonly hall: Hall
  /** By seat, 0 if it is free. */
  readonly #states: Uint8Array
  /** By block, the number of its free seats. */
  readonly #freeIn: Uint32Array
  /**
   * By kind of search, the least quantity that was not found. Also valid for larger quantities, until a seat is freed.
   */
  readonly #notFound = new Map<string, number>()
  #isNarrowed = false

  constructor(hall: Hall) {
    this.hall = hall
    this.#states = new Uint8Array(hall.seatIds.length)
    this.#freeIn = Uint32Array.from(hall.blocks, ({ from, to }) => to - from)
  }

  take(seatId: SeatId): void {
    this.#set(seatId, TAKEN)
  }

  free(seatId: SeatId): void {
    if (this.#clear(seatId, TAKEN)) this.#notFound.clear()
  }

  isFree(seat: number): boolean {
    return this.#states[seat] === 0
  }

  freeIn(block: number): number {
    return this.#freeIn[block] ?? 0
  }

  /** Runs a search as if these seats were taken too. */
  without<T>(seatIds: Iterable<SeatId>, search: () => T): T {
    const setAside = Array.from(seatIds).filter((seatId) => this.#set(seatId, SET_ASIDE))
    this.#isNarrowed = setAside.length > 0
    try {
      return search()
    } finally {
      for (const seatId of setAside) this.#clear(seatId, SET_ASIDE)
      this.#isNarrowed = false
    }
  }

  /** Whether an earlier search found no such seats and no seat was freed since. */
  isKnownNotFound(how: 'together' | 'apart', wanted: Wanted): boolean {
    return wanted.quantity >= (this.#notFound.get(keyOf(how, wanted)) ?? Infinity)
  }

  /** Records that there are no such seats. Ignored within `without`, which searches only some of the seats. */
  noteNotFound(how: 'together' | 'apart', wanted: Wanted): void {
    if (this.#isNarrowed) return
    if (this.#notFound.size >= NOT_FOUND_MAX) this.#notFound.clear()
    this.#notFound.set(keyOf(how, wanted), wanted.quantity)
  }

  /** @returns whether the state is new for this seat */
  #set(seatId: SeatId, state: number): boolean {
    const seat = this.hall.numberOf(seatId)
    const before = seat === undefined ? state : (this.#states[seat] ?? 0)
    if (seat === undefined || (before & state) !== 0) return false
    this.#states[seat] = before | state
    if (before === 0) this.#count(seat, -1)
    return true
  }

  #clear(seatId: SeatId, state: number): boolean {
    const seat = this.hall.numberOf(seatId)
    const before = seat === undefined ? 0 : (this.#states[seat] ?? 0)
    if (seat === undefined || (before & state) === 0) return false
    this.#states[seat] = before & ~state
    if (before === state) this.#count(seat, 1)
    return true
  }

  #count(seat: number, more: 1 | -1): void {
    const block = this.hall.blockOf(seat)
    this.#freeIn[block] = (this.#freeIn[block] ?? 0) + more
  }
}

function keyOf(how: 'together' | 'apart', { category, zone }: Wanted): string {
  return [how, category, zone].join(' ')
}
