import { type BookedSeat, bookSeat, type EventId, type SeatId } from '../domain/seat.ts'
import type { ClockPort } from './ports/clock.port.ts'
import type { LockPort } from './ports/lock.port.ts'
import type { SeatRepositoryPort } from './ports/seat-repository.port.ts'

export interface BookSeatCommand {
  readonly eventId: EventId
  readonly seatId: SeatId
  /** Unique, and chosen by the caller: ids come from outside, like time. */
  readonly bookingId: string
  readonly reference?: string | undefined
}

export type BookSeatRefusal = 'unknown-seat' | 'locked' | 'booked'

export type BookSeatResult =
  | { readonly outcome: 'booked'; readonly seat: BookedSeat }
  | { readonly outcome: 'refused'; readonly reason: BookSeatRefusal }

export interface BookSeatPorts {
  readonly lock: LockPort
  readonly seats: SeatRepositoryPort
  readonly clock: ClockPort
}

/**
 * How often a seat is read again after losing it to another writer. Each loss means that someone else got
 * further, so more than a few in a row mean a seat too busy to wait for.
 */
const ATTEMPTS_MAX = 3

/** Books one seat for one buyer, under the seat's lock. */
export class BookSeat {
  readonly #ports: BookSeatPorts
  readonly #lockTtlMs: number

  constructor(ports: BookSeatPorts, options: { readonly lockTtlMs: number }) {
    this.#ports = ports
    this.#lockTtlMs = options.lockTtlMs
  }

  /** @throws {StoreUnavailableError} when the seat store cannot be reached */
  async execute(command: BookSeatCommand): Promise<BookSeatResult> {
    const { eventId, seatId } = command
    const lease = await this.#ports.lock.acquire({
      eventId,
      seatIds: [seatId],
      ttlMs: this.#lockTtlMs,
    })
    if (!lease) return { outcome: 'refused', reason: 'locked' }

    try {
      return await this.#bookLocked(command)
    } finally {
      // The answer does not wait for the release: it changes nothing that was decided, and it never rejects.
      void lease.release()
    }
  }

  async #bookLocked(command: BookSeatCommand): Promise<BookSeatResult> {
    const { eventId, seatId, bookingId, reference } = command
    const { seats, clock } = this.#ports

    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      const [seat] = await seats.find(eventId, [seatId])
      if (!seat) return { outcome: 'refused', reason: 'unknown-seat' }

      const decision = bookSeat(seat, { id: bookingId, bookedAt: clock.now(), reference })
      if (decision.outcome === 'refused') return decision

      // The lock may have expired while we were paused; the version that was read decides, not the lock.
      if ((await seats.save({ eventId, seats: [decision.seat] })) === 'saved') return decision
    }
    return { outcome: 'refused', reason: 'locked' }
  }
}
