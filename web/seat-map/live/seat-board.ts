import type { FollowedSeats, SeatUpdate } from '../../../client/src/index.ts'
import type { Hall } from '../hall/hall.ts'

/** What a seat is for this visitor. */
export const LOOKS = ['free', 'held', 'booked', 'blocked', 'selected', 'mine', 'yours'] as const
export type Look = (typeof LOOKS)[number]

const STATUSES = ['available', 'held', 'booked', 'blocked'] as const
const OWN = ['selected', 'mine', 'yours'] as const
type Own = (typeof OWN)[number]

/** What has changed a seat: what all is like after a connection was made, one change of it, or this visitor. */
export type Cause = 'snapshot' | 'changes' | 'own'

/** Told which seats look different now, and why. */
export type BoardListener = (seats: readonly number[], cause: Cause) => void

/** All seats as they are now: what the service tells of them, and over it what this visitor has to do with them. */
export class SeatBoard {
  /** By seat, the place of its look in `LOOKS`. */
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

  /** Calls it after each change, until the function that is returned is called. */
  listen(listener: BoardListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  lookOf(seat: number): Look {
    return LOOKS[this.looks[seat] ?? 0] ?? 'free'
  }

  /** Whether the service says that it can be had. */
  isFree(seat: number): boolean {
    return this.#statuses[seat] === 0
  }

  /** How many can still be had, by anybody. */
  get freeCount(): number {
    let count = 0
    for (const status of this.#statuses) if (status === 0) count++
    return count
  }

  /** All seats that are this visitor's in any way. */
  ownSeats(): number[] {
    return OWN.flatMap((name) => [...this.#own[name]])
  }

  /** Takes over what the service says. After a snapshot, the seats that it does not name are available. */
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

  /** Says which seats these are for the visitor; those that were so before and are not named are so no more. */
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
    // The listener of what is selected has to know of seats that are taken under the selection, which look the same.
    if (seats.length > 0) for (const listener of this.#listeners) listener(visible, cause)
  }

  #lookNow(seat: number): number {
    const own = OWN.findLast((name) => this.#own[name].has(seat))
    return own ? LOOKS.indexOf(own) : (this.#statuses[seat] ?? 0)
  }
}
