import type { EventId, Seat, SeatId } from '../domain/seat.ts'
import type {
  RememberedRequest,
  SeatChange,
  SeatRepositoryPort,
} from './ports/seat-repository.port.ts'

/** `unknown`: the store gave no answer. */
export type SaveOutcome = 'saved' | 'conflict' | 'unknown'

/** Tells what became of each change that was to be saved, and changes nothing about it. */
export class WatchedSeats implements SeatRepositoryPort {
  readonly #seats: SeatRepositoryPort
  readonly #onSave: (change: SeatChange, outcome: SaveOutcome) => void

  /** @param onSave called before the one who saves gets to know, so it has to be quick, and must not throw */
  constructor(
    seats: SeatRepositoryPort,
    onSave: (change: SeatChange, outcome: SaveOutcome) => void,
  ) {
    this.#seats = seats
    this.#onSave = onSave
  }

  expected(eventId: EventId, seatIds: readonly SeatId[]): readonly Seat[] | undefined {
    return this.#seats.expected(eventId, seatIds)
  }

  find(eventId: EventId, seatIds: readonly SeatId[]): Promise<readonly Seat[]> {
    return this.#seats.find(eventId, seatIds)
  }

  async save(change: SeatChange): Promise<'saved' | 'conflict'> {
    let outcome: SaveOutcome = 'unknown'
    try {
      return (outcome = await this.#seats.save(change))
    } finally {
      this.#onSave(change, outcome)
    }
  }

  recall(eventId: EventId, key: string): Promise<RememberedRequest | undefined> {
    return this.#seats.recall(eventId, key)
  }
}
