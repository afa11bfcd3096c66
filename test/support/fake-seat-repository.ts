import type {
  SeatChange,
  SeatRepositoryPort,
} from '../../src/application/ports/seat-repository.port.ts'
import type { EventId, Seat, SeatId } from '../../src/domain/seat.ts'

/** A repository that can be made to fail, to pause before a write, or to ignore versions as a broken one would. */
export class FakeSeatRepository implements SeatRepositoryPort {
  readonly #seats = new Map<string, Seat>()
  /** Every write that was let through, in order. */
  readonly saved: Seat[] = []
  findError: Error | undefined
  saveError: Error | undefined
  beforeSave: (() => Promise<void>) | undefined
  ignoresVersions = false

  constructor(eventId: EventId, seats: readonly Seat[]) {
    for (const seat of seats) this.put(eventId, seat)
  }

  async find(eventId: EventId, seatIds: readonly SeatId[]): Promise<readonly Seat[]> {
    if (this.findError) throw this.findError
    return seatIds.flatMap((seatId) => this.#seats.get(keyOf(eventId, seatId)) ?? [])
  }

  async save({ eventId, seats }: SeatChange): Promise<'saved' | 'conflict'> {
    await this.beforeSave?.()
    if (this.saveError) throw this.saveError
    const follows = seats.every((seat) => {
      const stored = this.#seats.get(keyOf(eventId, seat.id))
      return stored !== undefined && (this.ignoresVersions || stored.version === seat.version - 1)
    })
    if (!follows) return 'conflict'
    for (const seat of seats) this.put(eventId, seat)
    this.saved.push(...seats)
    return 'saved'
  }

  /** Sets a seat behind the back of everyone. */
  put(eventId: EventId, seat: Seat): void {
    this.#seats.set(keyOf(eventId, seat.id), seat)
  }
}

function keyOf(eventId: EventId, seatId: SeatId): string {
  return JSON.stringify([eventId, seatId])
}
