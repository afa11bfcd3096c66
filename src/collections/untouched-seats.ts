/** The most seats of a generation. Two generations are kept. */
const SEATS_MAX = 50_000

const EVENTS_MAX = 10_000

/**
 * Guesses which seats were never changed: all seats of a known event of which this process has seen no change. It keeps
 * a bounded number of seats, and any guess may be wrong.
 */
export class UntouchedSeats {
  readonly #events = new Set<string>()
  #touched = new Set<string>()
  /** The previous generation. It is dropped as a whole, because deleting entries one by one slows down V8. */
  #touchedBefore = new Set<string>()

  /** @returns false when one of the seats is known to have changed, or the event is unknown */
  guess(eventId: string, seatIds: readonly string[]): boolean {
    return this.#events.has(eventId) && !seatIds.some((id) => this.#isTouched(nameOf(eventId, id)))
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
    const name = nameOf(eventId, seatId)
    if (this.#isTouched(name)) return
    if (this.#touched.size === SEATS_MAX) {
      this.#touchedBefore = this.#touched
      this.#touched = new Set()
    }
    this.#touched.add(name)
  }

  #isTouched(name: string): boolean {
    return this.#touched.has(name) || this.#touchedBefore.has(name)
  }
}

function nameOf(eventId: string, seatId: string): string {
  return `${eventId.length}:${eventId}${seatId}`
}
