import type {
  RememberedRequest,
  SeatChange,
  SeatRepositoryPort,
} from '../../src/application/ports/seat-repository.port.ts'
import type { SeatingPort } from '../../src/application/ports/seating.port.ts'
import { type EventId, newSeat, type Seat, type SeatId } from '../../src/domain/seat.ts'

/** A repository that can be made to fail, to pause before a write, or to ignore versions as a broken one would. */
export class FakeSeatRepository implements SeatRepositoryPort, SeatingPort {
  readonly #seats = new Map<string, Seat>()
  readonly #requests = new Map<string, RememberedRequest>()
  /** Every change that was let through, in order. */
  readonly changes: SeatChange[] = []
  findError: Error | undefined
  saveError: Error | undefined
  beforeSave: (() => Promise<void>) | undefined
  /** For an answer that is lost after the change was saved. */
  afterSave: (() => Promise<void>) | undefined
  ignoresVersions = false

  constructor(eventId: EventId, seats: readonly Seat[]) {
    for (const seat of seats) this.put(eventId, seat)
  }

  /** Every seat that was let through, in order. */
  get saved(): readonly Seat[] {
    return this.changes.flatMap((change) => change.seats)
  }

  async addSeats(eventId: EventId, seatIds: readonly SeatId[]): Promise<void> {
    for (const seatId of seatIds) {
      if (!this.#seats.has(keyOf(eventId, seatId))) this.put(eventId, newSeat(seatId))
    }
  }

  async find(eventId: EventId, seatIds: readonly SeatId[]): Promise<readonly Seat[]> {
    if (this.findError) throw this.findError
    return seatIds.flatMap((seatId) => this.#seats.get(keyOf(eventId, seatId)) ?? [])
  }

  async save(change: SeatChange): Promise<'saved' | 'conflict'> {
    const { eventId, seats, request } = change
    await this.beforeSave?.()
    if (this.saveError) throw this.saveError
    const follows = seats.every((seat) => {
      const stored = this.#seats.get(keyOf(eventId, seat.id))
      return stored !== undefined && (this.ignoresVersions || stored.version === seat.version - 1)
    })
    if (
      seats.length === 0 ||
      !follows ||
      (request && this.#requests.has(keyOf(eventId, request.key)))
    )
      return 'conflict'
    for (const seat of seats) this.put(eventId, seat)
    if (request) this.#requests.set(keyOf(eventId, request.key), request)
    this.changes.push(change)
    await this.afterSave?.()
    return 'saved'
  }

  async recall(eventId: EventId, key: string): Promise<RememberedRequest | undefined> {
    return this.#requests.get(keyOf(eventId, key))
  }

  /** Sets a seat behind the back of everyone. */
  put(eventId: EventId, seat: Seat): void {
    this.#seats.set(keyOf(eventId, seat.id), seat)
  }
}

function keyOf(eventId: EventId, id: string): string {
  return JSON.stringify([eventId, id])
}
