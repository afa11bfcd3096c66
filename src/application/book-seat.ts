import { type Booking, bookSeat, type EventId, type SeatId } from '../domain/seat.ts'
import type { ClockPort } from './ports/clock.port.ts'
import type { LockPort } from './ports/lock.port.ts'
import type { RememberedRequest, SeatRepositoryPort } from './ports/seat-repository.port.ts'

export interface BookSeatCommand {
  readonly eventId: EventId
  readonly seatId: SeatId
  /** Unique, and chosen by the caller: ids come from outside, like time. */
  readonly bookingId: string
  readonly reference?: string | undefined
  /** Whoever sends the same command again under the same key books once and is told the same. */
  readonly idempotencyKey?: string | undefined
  /** For the history: the name of the key that was used, or "public". */
  readonly actor: string
  readonly requestId: string
}

export type BookSeatRefusal = 'unknown-seat' | 'locked' | 'booked' | 'in-flight' | 'key-reused'

export type BookSeatResult =
  | { readonly outcome: 'booked'; readonly bookingId: string }
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
    const result = await this.#book(command)
    if (result.outcome === 'booked' || command.idempotencyKey === undefined) return result

    // What stands in the way of a repeated request is most often its own first execution.
    const earlier = await this.#ports.seats.recall(command.eventId, command.idempotencyKey)
    return earlier ? repeat(earlier, command) : result
  }

  async #book(command: BookSeatCommand): Promise<BookSeatResult> {
    const acquired = await this.#ports.lock.acquire({
      eventId: command.eventId,
      seatIds: [command.seatId],
      ttlMs: this.#lockTtlMs,
      requestKey: command.idempotencyKey,
    })
    if (acquired.outcome === 'refused') return acquired

    try {
      return await this.#bookLocked(command)
    } finally {
      // The answer does not wait for the release: it changes nothing that was decided, and it never rejects.
      void acquired.lease.release()
    }
  }

  async #bookLocked(command: BookSeatCommand): Promise<BookSeatResult> {
    const { eventId, seatId } = command
    const { seats, clock } = this.#ports

    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      const [seat] = await seats.find(eventId, [seatId])
      if (!seat) return { outcome: 'refused', reason: 'unknown-seat' }

      const booking = bookingOf(command, clock.now())
      const decision = bookSeat(seat, booking)
      if (decision.outcome === 'refused') return decision

      // The lock may have expired while we were paused; the version that was read decides, not the lock.
      const saved = await seats.save({
        eventId,
        seats: [decision.seat],
        action: 'booked',
        cause: { actor: command.actor, requestId: command.requestId, at: booking.bookedAt },
        request: requestOf(command),
      })
      if (saved === 'saved') return { outcome: 'booked', bookingId: booking.id }
    }
    return { outcome: 'refused', reason: 'locked' }
  }
}

function bookingOf({ bookingId, reference }: BookSeatCommand, bookedAt: Date): Booking {
  return { id: bookingId, bookedAt, reference }
}

function requestOf(command: BookSeatCommand): RememberedRequest | undefined {
  const { idempotencyKey: key, bookingId } = command
  return key === undefined ? undefined : { key, fingerprint: fingerprintOf(command), bookingId }
}

function repeat(earlier: RememberedRequest, command: BookSeatCommand): BookSeatResult {
  return earlier.fingerprint === fingerprintOf(command)
    ? { outcome: 'booked', bookingId: earlier.bookingId }
    : { outcome: 'refused', reason: 'key-reused' }
}

/** Says what is asked for, the same for the same. */
function fingerprintOf({ seatId, reference }: BookSeatCommand): string {
  return JSON.stringify({ book: seatId, reference })
}
