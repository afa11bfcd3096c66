import { InMemorySeatRepository } from '../../src/adapters/memory/in-memory-seat-repository.ts'
import type {
  SeatChange,
  SeatRepositoryPort,
} from '../../src/application/ports/seat-repository.port.ts'
import type { SeatsState, SeatsUpdate } from '../../src/application/ports/seats-since.port.ts'
import { type EventId, newSeat, type Seat, type SeatId } from '../../src/domain/seat.ts'

/** A repository that can fail, pause before a write, or ignore versions on demand. */
export class FakeSeatRepository extends InMemorySeatRepository {
  /** All saved changes, in order. */
  readonly changes: SeatChange[] = []
  findError: Error | undefined
  saveError: Error | undefined
  /** Thrown by reads of changes. */
  changesError: Error | undefined
  beforeSave: (() => Promise<void>) | undefined
  /** Simulates a response that is lost after the save. */
  afterSave: (() => Promise<void>) | undefined
  ignoresVersions = false
  /** Its guess of untouched seats; undefined for none. */
  guess: ((seatIds: readonly SeatId[]) => readonly Seat[] | undefined) | undefined
  /** The result of the next read, such as an outdated state. */
  nextFound: readonly Seat[] | undefined
  /** The number of reads. */
  findCount = 0

  override readonly guessUntouched: SeatRepositoryPort['guessUntouched'] = (_eventId, seatIds) =>
    this.findError ? undefined : this.guess?.(seatIds)

  constructor(eventId: EventId, seats: readonly Seat[]) {
    super()
    for (const seat of seats) this.put(eventId, seat)
  }

  /** All saved seats, in order. */
  get saved(): readonly Seat[] {
    return this.changes.flatMap(({ seats }) => seats.map(({ to }) => to))
  }

  override async find(eventId: EventId, seatIds: readonly SeatId[]): Promise<readonly Seat[]> {
    this.findCount++
    if (this.findError) throw this.findError
    const found = this.nextFound
    this.nextFound = undefined
    return found ?? super.find(eventId, seatIds)
  }

  override async save(change: SeatChange): Promise<'saved' | 'conflict'> {
    await this.beforeSave?.()
    if (this.saveError) throw this.saveError
    const saved = await super.save(this.ignoresVersions ? await this.#rewritten(change) : change)
    if (saved === 'conflict') return saved
    this.changes.push(change)
    await this.afterSave?.()
    return saved
  }

  override async seatsSince(
    eventId: EventId,
    since?: SeatsState,
  ): Promise<SeatsUpdate | undefined> {
    if (this.changesError) throw this.changesError
    return super.seatsSince(eventId, since)
  }

  /** Stores a seat without an announcement. */
  put(eventId: EventId, seat: Seat): void {
    this.addSeats(eventId, [seat.id])
    const cause = { actor: 'fake', requestId: 'fake', at: new Date(0) }
    let from = newSeat(seat.id)
    // The in-memory store saves before it returns the promise, and refuses older versions.
    for (let version = 1; version <= seat.version; version++) {
      const to = { ...seat, version }
      void super.save({ eventId, seats: [{ from, to }], action: 'booked', cause })
      from = to
    }
  }

  /** The same change, based on the current state of the seats. */
  async #rewritten(change: SeatChange): Promise<SeatChange> {
    const seats = change.seats.map(async ({ from: read, to }) => {
      const [from = read] = await super.find(change.eventId, [to.id])
      return { from, to: { ...to, version: from.version + 1 } }
    })
    return { ...change, seats: await Promise.all(seats) }
  }
}
