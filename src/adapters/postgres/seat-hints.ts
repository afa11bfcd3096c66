import type { EventId, Seat, SeatId } from '../../domain/seat.ts'

/** Seats in one generation; two are kept. */
const SEATS_MAX = 50_000

/** What is kept of a seat that was last seen as anything but available. */
const TAKEN = -1

/**
 * What the seats are likely to be, as far as this process has seen: of one that it has not seen lately, that nothing
 * has happened to it. It is the memory of a bounded number of seats, and may be wrong about any.
 */
export class SeatHints {
  /** The version of each seat, or that it is taken. */
  #seen = new Map<string, number>()
  /** The generation before, which is let go as a whole: a map that is full of what was deleted is a burden to V8. */
  #seenBefore = new Map<string, number>()

  /** @returns the seats as they can be had, or nothing where one of them is likely to be taken */
  expected(eventId: EventId, seatIds: readonly SeatId[]): readonly Seat[] | undefined {
    const seats: Seat[] = []
    for (const id of seatIds) {
      const version = this.#versionOf(nameOf(eventId, id))
      if (version === TAKEN) return undefined
      seats.push({ id, version, status: 'available' })
    }
    return seats
  }

  /** Remembers what seats are, for those who come next. */
  note(eventId: EventId, seats: readonly Seat[]): void {
    for (const { id, status, version } of seats) {
      this.#note(nameOf(eventId, id), status === 'available' ? version : TAKEN)
    }
  }

  /** Remembers that nothing is known of these, but that it is not what was expected. */
  distrust(eventId: EventId, seats: readonly Seat[]): void {
    for (const { id } of seats) this.#note(nameOf(eventId, id), TAKEN)
  }

  #versionOf(name: string): number {
    return this.#seen.get(name) ?? this.#seenBefore.get(name) ?? 0
  }

  #note(name: string, version: number): void {
    if (this.#versionOf(name) === version) return
    if (this.#seen.size === SEATS_MAX) {
      this.#seenBefore = this.#seen
      this.#seen = new Map()
    }
    this.#seen.set(name, version)
  }
}

function nameOf(eventId: EventId, seatId: SeatId): string {
  return `${eventId.length}:${eventId}${seatId}`
}
