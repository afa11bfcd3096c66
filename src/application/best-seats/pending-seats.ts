import type { EventId, SeatId } from '../../domain/seat.ts'

/** The seats that requests of this instance are trying to hold. */
export class PendingSeats {
  readonly #events = new Map<EventId, Set<SeatId>>()

  of(eventId: EventId): Iterable<SeatId> {
    return this.#events.get(eventId) ?? []
  }

  add(eventId: EventId, seatIds: readonly SeatId[]): void {
    const seats = this.#events.get(eventId) ?? new Set()
    this.#events.set(eventId, seats)
    for (const seatId of seatIds) seats.add(seatId)
  }

  /** A seat that was added several times is removed by the first call. */
  remove(eventId: EventId, seatIds: readonly SeatId[]): void {
    const seats = this.#events.get(eventId)
    for (const seatId of seatIds) seats?.delete(seatId)
    if (seats?.size === 0) this.#events.delete(eventId)
  }
}
