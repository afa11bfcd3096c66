import { newBooking } from '../../domain/booking.ts'
import { type Seat, takeSeats } from '../../domain/seat.ts'
import { repeatIfOvertaken } from '../changes/attempts.ts'
import { type Overtaken, refused } from '../changes/change-result.ts'
import { answerRetry, idempotencyRecord } from '../changes/retries.ts'
import { sameBooking } from '../changes/same-result.ts'
import {
  type BookedAs,
  bookingContent,
  type BookSeatCommand,
  type BookSeatResult,
} from '../changes/seat-booking.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { LockPort } from '../ports/lock.port.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'

export interface BookSeatPorts {
  readonly lock: LockPort
  readonly seats: SeatRepositoryPort
  readonly clock: ClockPort
}

export interface BookSeatOptions {
  readonly lockTtlMs: number
  /** Whether a booking is stored with its client, for the limit on seats per client. Default: false. */
  readonly storesClients?: boolean
}

/** Books one seat: lock, read, decide, save conditionally, release. Does not wait for a locked seat. */
export class BookSeat {
  readonly #ports: BookSeatPorts
  readonly #options: BookSeatOptions

  constructor(ports: BookSeatPorts, options: BookSeatOptions) {
    this.#ports = ports
    this.#options = options
  }

  async execute(command: BookSeatCommand): Promise<BookSeatResult> {
    const result = await repeatIfOvertaken(async (isFirst) => {
      const attempted = await this.#attempt(command, isFirst)
      if (attempted.outcome === 'done') return attempted
      // If this is a retry, the obstacle is most likely its own first execution.
      return (await this.#answerRetry(command)) ?? attempted
    })
    // Every attempt lost to a concurrent change. As with a locked seat, the client can try again.
    return result.outcome === 'overtaken' ? refused({ reason: 'locked' }) : result
  }

  async #attempt(command: BookSeatCommand, isFirst: boolean): Promise<BookSeatResult | Overtaken> {
    const { eventId, seatId, idempotencyKey } = command
    const { lock, seats } = this.#ports
    const ttlMs = this.#options.lockTtlMs
    const acquired = await lock.acquire({ eventId, seatIds: [seatId], ttlMs, idempotencyKey })
    if (acquired.outcome === 'refused') return refused({ reason: acquired.reason })
    try {
      if (isFirst) {
        // A correct guess saves a read from the store. A wrong one is detected by the save.
        const [guess] = seats.guessUntouched(eventId, [seatId]) ?? []
        const early = guess && (await this.#decideAndSave(command, guess))
        if (early?.outcome === 'done') return early
      }
      const [seat] = await seats.find(eventId, [seatId])
      return seat ? await this.#decideAndSave(command, seat) : refused({ reason: 'unknown-seat' })
    } finally {
      // Not awaited: the outcome is already decided, and the release never rejects.
      void acquired.lease.release()
    }
  }

  async #decideAndSave(command: BookSeatCommand, seat: Seat): Promise<BookSeatResult | Overtaken> {
    const { eventId, bookingId: id, code, reference } = command
    const { actor, requestId, idempotencyKey: key } = command
    const clientId = this.#options.storesClients ? command.clientId : undefined
    const seatIds = [seat.id]
    const now = this.#ports.clock.now()
    const decision = takeSeats([seat], { status: 'booked', bookingId: id }, { now })
    if (decision.outcome === 'refused') {
      return refused({ reason: decision.refusal.conflicts[0]?.reason ?? 'locked' })
    }

    const result = { bookingId: id }
    // The lock may have expired. Correctness depends only on the conditional save.
    const saved = await this.#ports.seats.save({
      eventId,
      seats: decision.seats,
      action: 'booked',
      cause: { actor, requestId, at: now },
      booking: {
        to: newBooking({ id, code, eventId, seatIds, bookedAt: now, reference, clientId }),
      },
      idempotencyRecord:
        key === undefined ? undefined : idempotencyRecord(key, contentOf(command), result),
    })
    return saved === 'saved' ? { outcome: 'done', result } : { outcome: 'overtaken' }
  }

  /** Returns undefined if the request was not executed before. */
  #answerRetry(command: BookSeatCommand): Promise<BookSeatResult | Overtaken | undefined> {
    const { eventId, seatId } = command
    const { seats } = this.#ports
    return answerRetry<BookedAs, never>(seats, {
      eventId,
      requester: command,
      content: contentOf(command),
      onRetry: (result) => sameBooking(seats, { eventId, seatIds: [seatId] }, result),
    })
  }
}

function contentOf({ seatId, reference }: BookSeatCommand): object {
  return bookingContent([seatId], reference)
}
