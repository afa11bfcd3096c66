/** The most seats of a generation. Two generations are kept. */
const SEATS_MAX = 50_000

const EVENTS_MAX = 10_000

/**
 * Guesses which seats were never changed: all seats of a known event of which this process has seen no change. It keeps
 * a bounded number of seats, and any guess may be wrong.
 */
export class UntouchedSeats {
  readonly #events = new Set<string>()
  /** By event, because V8 computes the hash of a joint name each time, and that of a seat id once. */
  #touched = new Map<string, Set<string>>()
  #touchedCount = 0
  /** The previous generation. It is dropped as a whole, because deleting entries one by one slows down V8. */
  #touchedBefore = new Map<string, Set<string>>()

  /** @returns false when one of the seats is known to have changed, or the event is unknown */
  guess(eventId: string, seatIds: readonly string[]): boolean {
    return this.#events.has(eventId) && !seatIds.some((id) => this.#isTouched(eventId, id))
  }

  /** Records seats that were read. */
  markRead(
    eventId: string,
    seats: readonly { readonly id: string; readonly version: number }[],
  ): void {
    if (seats.length === 0) return
    if (this.#events.size === EVENTS_MAX) this.#events.clear()
    this.#events.add(eventId)
    for (const { id, version } of seats) if (version > 0) this.markTouched(eventId, id)
  }

  /** Records that a seat was changed, or may have been. */
  markTouched(eventId: string, seatId: string): void {
    if (this.#isTouched(eventId, seatId)) return
    if (this.#touchedCount === SEATS_MAX) {
      this.#touchedBefore = this.#touched
      this.#touched = new Map()
      this.#touchedCount = 0
    }
    const seats = this.#touched.get(eventId)
    if (seats) seats.add(seatId)
    else this.#touched.set(eventId, new Set([seatId]))
    this.#touchedCount++
  }

  #isTouched(eventId: string, seatId: string): boolean {
    const [now, before] = [this.#touched, this.#touchedBefore]
    return now.get(eventId)?.has(seatId) === true || before.get(eventId)?.has(seatId) === true
  }
}
