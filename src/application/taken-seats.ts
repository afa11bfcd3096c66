import { type Seat, type SeatId, statusAt } from '../domain/seat.ts'

/** The seats of an event that are not available, and when the next of them will be because its hold runs out. */
export class TakenSeats {
  readonly #seats = new Map<SeatId, Seat>()
  /** Before which no hold runs out. */
  #nextDeadlineMs = Infinity

  /** Those that cannot be had at this time. */
  at(now: Date): Seat[] {
    return Array.from(this.#seats.values()).filter((seat) => statusAt(seat, now) !== 'available')
  }

  /** Takes a seat as it is now in the place of what was known of it. */
  put(seat: Seat, now: Date): void {
    if (statusAt(seat, now) === 'available') {
      this.#seats.delete(seat.id)
      return
    }
    this.#seats.set(seat.id, seat)
    this.#heed(seat)
  }

  /** Lets go of the seats whose hold has run out, and returns them. It costs nothing while there are none. */
  takeLapsed(now: Date): Seat[] {
    if (now.getTime() < this.#nextDeadlineMs) return []
    this.#nextDeadlineMs = Infinity
    const lapsed: Seat[] = []
    for (const seat of this.#seats.values()) {
      if (statusAt(seat, now) === 'available') lapsed.push(seat)
      else this.#heed(seat)
    }
    for (const { id } of lapsed) this.#seats.delete(id)
    return lapsed
  }

  clear(): void {
    this.#seats.clear()
    this.#nextDeadlineMs = Infinity
  }

  #heed(seat: Seat): void {
    if (seat.status !== 'held') return
    this.#nextDeadlineMs = Math.min(this.#nextDeadlineMs, seat.heldUntil.getTime())
  }
}
