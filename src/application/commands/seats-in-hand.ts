import type { EventId, SeatId } from '../../domain/seat.ts'

/** The seats that requests of this instance are about to hold. */
export class SeatsInHand {
  readonly #events = new Map<EventId, Set<SeatId>>()

  of(eventId: EventId): Iterable<SeatId> {
    return this.#events.get(eventId) ?? []
  }

  take(eventId: EventId, seatIds: readonly SeatId[]): void {
    const seats = this.#events.get(eventId) ?? new Set()
    this.#events.set(eventId, seats)
    for (const seatId of seatIds) seats.add(seatId)
  }

  /** Where several have taken a seat, it is let go of by the first of them. */
  letGo(eventId: EventId, seatIds: readonly SeatId[]): void {
    const seats = this.#events.get(eventId)
    for (const seatId of seatIds) seats?.delete(seatId)
    if (seats?.size === 0) this.#events.delete(eventId)
  }
}
