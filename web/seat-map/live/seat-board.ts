import type { FollowedSeats, SeatUpdate } from '../../../client/src/index.ts'
import type { Hall } from '../hall/hall.ts'

/** The state of a seat for this customer. */
export const LOOKS = ['free', 'held', 'booked', 'blocked', 'selected', 'mine', 'yours'] as const
export type Look = (typeof LOOKS)[number]

const STATUSES = ['available', 'held', 'booked', 'blocked'] as const
const OWN = ['selected', 'mine', 'yours'] as const
type Own = (typeof OWN)[number]

/** The cause of a change: a snapshot after connecting, a change message, or this customer. */
export type Cause = 'snapshot' | 'changes' | 'own'

/** Called with the seats that look different now, and the cause. */
export type BoardListener = (seats: readonly number[], cause: Cause) => void

/** The current state of all seats: the state from the service, overlaid with the marks of this customer. */
export class SeatBoard {
  /** By seat: the index of its look in `LOOKS`. */
  readonly looks: Uint8Array
  readonly #hall: Hall
  readonly #statuses: Uint8Array
  readonly #own: Readonly<Record<Own, Set<number>>> = {
    selected: new Set(),
    mine: new Set(),
    yours: new Set(),
  }
  readonly #listeners = new Set<BoardListener>()

  constructor(hall: Hall) {
    this.#hall = hall
    this.looks = new Uint8Array(hall.seatCount)
    this.#statuses = new Uint8Array(hall.seatCount)
  }

  /** Calls the listener after each change, until the returned function is called. */
  listen(listener: BoardListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  lookOf(seat: number): Look {
    return LOOKS[this.looks[seat] ?? 0] ?? 'free'
  }

  /** Whether the seat is available according to the service. */
  isFree(seat: number): boolean {
    return this.#statuses[seat] === 0
  }

  /** Whether the seat is held according to the service, by this customer or another. */
  isHeld(seat: number): boolean {
    return this.#statuses[seat] === 1
  }

  /** How many seats are available. */
  get freeCount(): number {
    let count = 0
    for (const status of this.#statuses) if (status === 0) count++
    return count
  }

  /** How many seats are held, by this customer or others. */
  get heldCount(): number {
    let count = 0
    for (const status of this.#statuses) if (status === 1) count++
    return count
  }

  /** All seats with a mark of this customer. */
  ownSeats(): number[] {
    return OWN.flatMap((name) => [...this.#own[name]])
  }

  /** Applies a message of the service. All seats that a snapshot does not contain are available. */
  apply({ kind, taken, changed }: Pick<FollowedSeats, 'kind' | 'taken' | 'changed'>): void {
    const before = this.#statuses.slice()
    if (kind === 'snapshot') this.#statuses.fill(0)
    for (const seat of kind === 'snapshot' ? taken.values() : changed) this.#put(seat)
    const different: number[] = []
    before.forEach((status, seat) => {
      if (status !== this.#statuses[seat]) different.push(seat)
    })
    this.#changed(different, kind)
  }

  /** Marks these seats for the customer, and removes the mark from all others. */
  mark(own: Own, seats: readonly number[]): void {
    const before = this.#own[own]
    const now = new Set(seats)
    const changed = [...before, ...now].filter((seat) => before.has(seat) !== now.has(seat))
    before.clear()
    for (const seat of now) before.add(seat)
    this.#changed(changed, 'own')
  }

  #put({ seatId, status }: SeatUpdate): void {
    const seat = this.#hall.indexOf(seatId)
    const code = STATUSES.indexOf(status)
    // A newer service may have seats and states that this page does not know.
    if (seat !== undefined && code !== -1) this.#statuses[seat] = code
  }

  #changed(seats: readonly number[], cause: Cause): void {
    const visible = seats.filter((seat) => {
      const look = this.#lookNow(seat)
      if (look === this.looks[seat]) return false
      this.looks[seat] = look
      return true
    })
    // Also if no look changes: a seat that is taken while selected still looks selected.
    if (seats.length > 0) for (const listener of this.#listeners) listener(visible, cause)
  }

  #lookNow(seat: number): number {
    const own = OWN.findLast((name) => this.#own[name].has(seat))
    return own ? LOOKS.indexOf(own) : (this.#statuses[seat] ?? 0)
  }
}
