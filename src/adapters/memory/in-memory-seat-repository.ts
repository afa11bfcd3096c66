import type {
  SeatChange,
  SeatRepositoryPort,
} from '../../application/ports/seat-repository.port.ts'
import type { EventId, Seat, SeatId } from '../../domain/seat.ts'

/** Seats in this process, gone when it ends. */
export class InMemorySeatRepository implements SeatRepositoryPort {
  readonly #events = new Map<EventId, Map<SeatId, Seat>>()

  /** @param events the seats to begin with, by event */
  constructor(events: Readonly<Record<EventId, readonly Seat[]>>) {
    for (const [eventId, seats] of Object.entries(events)) {
      this.#events.set(eventId, new Map(seats.map((seat) => [seat.id, seat])))
    }
  }

  async find(eventId: EventId, seatIds: readonly SeatId[]): Promise<readonly Seat[]> {
    const stored = this.#events.get(eventId)
    return seatIds.flatMap((seatId) => stored?.get(seatId) ?? [])
  }

  /** Atomic because nothing is awaited between the check and the write. */
  async save({ eventId, seats }: SeatChange): Promise<'saved' | 'conflict'> {
    const stored = this.#events.get(eventId)
    if (!stored || !seats.every((seat) => stored.get(seat.id)?.version === seat.version - 1)) {
      return 'conflict'
    }
    for (const seat of seats) stored.set(seat.id, seat)
    return 'saved'
  }
}
