import {
  type EventId,
  type Seat,
  type SeatConflict,
  type SeatId,
  takeSeats,
} from '../../domain/seat.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { LockPort } from '../ports/lock.port.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'
import { askedOf, type BookingRequest, newBooking, repeatableBooking } from './bookings.ts'
import {
  causeOf,
  type Overtaken,
  rememberedRequest,
  repeatEarlier,
  type Requester,
  untilNotOvertaken,
} from './requests.ts'

export interface BookSeatCommand extends Requester {
  readonly eventId: EventId
  readonly seatId: SeatId
  /** Unique, and chosen by the caller: ids come from outside, like time. */
  readonly bookingId: string
  readonly reference?: string | undefined
}

export type BookSeatRefusal =
  'unknown-seat' | 'locked' | 'in-flight' | 'key-reused' | 'result-gone' | SeatConflict['reason']

export type BookSeatResult =
  | { readonly outcome: 'booked'; readonly bookingId: string }
  | { readonly outcome: 'refused'; readonly reason: BookSeatRefusal }

type Attempted = BookSeatResult | Overtaken

export interface BookSeatPorts {
  readonly lock: LockPort
  readonly seats: SeatRepositoryPort
  readonly clock: ClockPort
}

/** Books one seat: lock, read, decide, save if nobody was faster, release. It does not wait for a busy seat. */
export class BookSeat {
  readonly #ports: BookSeatPorts
  readonly #lockTtlMs: number

  constructor(ports: BookSeatPorts, options: { readonly lockTtlMs: number }) {
    this.#ports = ports
    this.#lockTtlMs = options.lockTtlMs
  }

  /** @throws {StoreUnavailableError} when the seat store cannot be reached */
  async execute(command: BookSeatCommand): Promise<BookSeatResult> {
    const result = await untilNotOvertaken(async (isFirst) => {
      const attempted = await this.#attempt(command, isFirst)
      if (attempted !== 'overtaken' && attempted.outcome === 'booked') return attempted
      // What stands in the way of a repeated request is most often its own first execution.
      return (await this.#repeatEarlier(command)) ?? attempted
    })
    return result === 'overtaken' ? refused('locked') : result
  }

  async #attempt(command: BookSeatCommand, mayGuess: boolean): Promise<Attempted> {
    const { eventId, seatId, idempotencyKey: requestKey } = command
    const { lock, seats } = this.#ports
    const ttlMs = this.#lockTtlMs
    const acquired = await lock.acquire({ eventId, seatIds: [seatId], ttlMs, requestKey })
    if (acquired.outcome === 'refused') return refused(acquired.reason)
    try {
      // A good guess saves the way to the store and back. A wrong one is found out when it is saved.
      const [expected] = (mayGuess ? seats.expected(eventId, [seatId]) : undefined) ?? []
      const early = expected && (await this.#take(command, expected))
      if (early && early !== 'overtaken' && early.outcome === 'booked') return early

      const [seat] = await seats.find(eventId, [seatId])
      return seat ? await this.#take(command, seat) : refused('unknown-seat')
    } finally {
      // The answer does not wait for the release: it changes nothing that was decided, and it never rejects.
      void acquired.lease.release()
    }
  }

  async #take(command: BookSeatCommand, seat: Seat): Promise<Attempted> {
    const { eventId, bookingId } = command
    const now = this.#ports.clock.now()
    const decision = takeSeats([seat], { status: 'booked', bookingId }, { now })
    if (decision.outcome === 'refused') return refused(decision.conflicts[0]?.reason ?? 'locked')

    const request = requestOf(command)
    // The lock may have expired meanwhile; that the seat is still as it was read decides, not the lock.
    const saved = await this.#ports.seats.save({
      eventId,
      seats: decision.seats,
      action: 'booked',
      cause: causeOf(command, now),
      booking: { to: newBooking(request, now) },
      request: rememberedRequest(command, askedOf(request), { bookingId }),
    })
    return saved === 'saved' ? { outcome: 'booked', bookingId } : 'overtaken'
  }

  async #repeatEarlier(command: BookSeatCommand): Promise<Attempted | undefined> {
    const { seats } = this.#ports
    const earlier = await repeatEarlier(seats, repeatableBooking(seats, requestOf(command)))
    if (!earlier || earlier === 'overtaken') return earlier
    return earlier.outcome === 'done'
      ? { outcome: 'booked', bookingId: earlier.result.bookingId }
      : refused(earlier.refusal.reason)
  }
}

function requestOf({ seatId, ...command }: BookSeatCommand): BookingRequest {
  return { ...command, seatIds: [seatId] }
}

function refused(reason: BookSeatRefusal): BookSeatResult {
  return { outcome: 'refused', reason }
}
