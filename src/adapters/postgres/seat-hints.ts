import { type EventId, newSeat, type Seat, type SeatId } from '../../domain/seat.ts'

/** Seats in one generation; two are kept. */
const SEATS_MAX = 50_000

const EVENTS_MAX = 10_000

/**
 * Guesses of seats that nothing has happened to them yet, unless this process has seen otherwise. It is the memory of a
 * bounded number of seats, and may be wrong about any.
 */
export class SeatHints {
  readonly #events = new Set<EventId>()
  #touched = new Set<string>()
  /** The generation before, which is let go as a whole: a set that is full of what was deleted is a burden to V8. */
  #touchedBefore = new Set<string>()

  /** @returns untouched seats; or nothing where one is known to be otherwise, or nothing is known of the event */
  expected(eventId: EventId, seatIds: readonly SeatId[]): readonly Seat[] | undefined {
    if (!this.#events.has(eventId)) return undefined
    if (seatIds.some((id) => this.#isTouched(nameOf(eventId, id)))) return undefined
    return seatIds.map(newSeat)
  }

  /** Remembers of seats what they are, for those who come next. */
  found(eventId: EventId, seats: readonly Seat[]): void {
    if (seats.length === 0) return
    if (this.#events.size === EVENTS_MAX) this.#events.clear()
    this.#events.add(eventId)
    this.guessNoMore(
      eventId,
      seats.filter(({ version }) => version > 0),
    )
  }

  /** Remembers of seats that they are not untouched. */
  guessNoMore(eventId: EventId, seats: readonly Seat[]): void {
    for (const { id } of seats) {
      const name = nameOf(eventId, id)
      if (this.#isTouched(name)) continue
      if (this.#touched.size === SEATS_MAX) {
        this.#touchedBefore = this.#touched
        this.#touched = new Set()
      }
      this.#touched.add(name)
    }
  }

  #isTouched(name: string): boolean {
    return this.#touched.has(name) || this.#touchedBefore.has(name)
  }
}

function nameOf(eventId: EventId, seatId: SeatId): string {
  return `${eventId.length}:${eventId}${seatId}`
}
