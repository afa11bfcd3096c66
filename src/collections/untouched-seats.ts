/** Seats in one generation; two are kept. */
const SEATS_MAX = 50_000

const EVENTS_MAX = 10_000

/**
 * Guesses which seats were never changed: all those of a known event that this process has not seen changed. It
 * remembers a bounded number of seats, and may be wrong about any.
 */
export class UntouchedSeats {
  readonly #events = new Set<string>()
  #touched = new Set<string>()
  /** The generation before, which is dropped as a whole: a set that is full of what was deleted is a burden to V8. */
  #touchedBefore = new Set<string>()

  /** @returns false where a seat is known to have changed, or nothing is known of the event */
  guess(eventId: string, seatIds: readonly string[]): boolean {
    return this.#events.has(eventId) && !seatIds.some((id) => this.#isTouched(nameOf(eventId, id)))
  }

  /** Remembers seats as they were read. */
  markRead(
    eventId: string,
    seats: readonly { readonly id: string; readonly version: number }[],
  ): void {
    if (seats.length === 0) return
    if (this.#events.size === EVENTS_MAX) this.#events.clear()
    this.#events.add(eventId)
    for (const { id, version } of seats) if (version > 0) this.markTouched(eventId, id)
  }

  /** Remembers that a seat was changed, or may have been. */
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
