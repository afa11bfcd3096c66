import { refused } from '../changes/change-result.ts'
import type { LockTimes } from '../changes/change-seats.ts'
import type { ClientQuota } from '../changes/client-quota.ts'
import { wasExecuted } from '../changes/retries.ts'
import type { BookSeatCommand, BookSeatResult } from '../changes/seat-booking.ts'
import type { UseCase } from '../changes/use-case.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { LockPort } from '../ports/lock.port.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'

export interface BookSeatWithinQuotaPorts {
  readonly lock: LockPort
  readonly seats: Pick<SeatRepositoryPort, 'findIdempotencyRecord'>
  readonly clock: ClockPort
}

/**
 * Books one seat, unless its client would then have too many. Locks the client while it counts and books. Waits for that
 * lock, because several buyers may share an address, but not for the seat. The bookings of sellers have no client.
 */
export class BookSeatWithinQuota {
  readonly #bookSeat: UseCase<BookSeatCommand, BookSeatResult>
  readonly #ports: BookSeatWithinQuotaPorts
  readonly #quota: ClientQuota
  readonly #times: LockTimes

  constructor(
    bookSeat: UseCase<BookSeatCommand, BookSeatResult>,
    ports: BookSeatWithinQuotaPorts,
    quota: ClientQuota,
    times: LockTimes,
  ) {
    this.#bookSeat = bookSeat
    this.#ports = ports
    this.#quota = quota
    this.#times = times
  }

  async execute(command: BookSeatCommand): Promise<BookSeatResult> {
    const { lock } = this.#ports
    const { eventId, clientId, idempotencyKey } = command
    if (clientId === undefined) return this.#bookSeat.execute(command)
    const { lockTtlMs: ttlMs, lockWaitMs: waitMs } = this.#times
    const request = { eventId, seatIds: [], clientId, ttlMs, waitMs, idempotencyKey }
    const acquired = await lock.acquire(request)
    if (acquired.outcome === 'refused') {
      const isRetry = await wasExecuted(this.#ports.seats, command)
      return isRetry ? this.#bookSeat.execute(command) : refused({ reason: acquired.reason })
    }
    try {
      const exceeds = await this.#exceedsQuota(command)
      if (exceeds) return refused({ reason: 'too-many-seats-for-client' })
      return await this.#bookSeat.execute(command)
    } finally {
      // Not awaited: the outcome is already decided, and the release never rejects.
      void acquired.lease.release()
    }
  }

  /** A retry gets the result of its first execution, even if the limit is reached by now. */
  async #exceedsQuota(command: BookSeatCommand): Promise<boolean> {
    const { eventId, seatId, clientId } = command
    const { clock, seats } = this.#ports
    const request = { eventId, seatIds: [seatId], clientId, now: clock.now() }
    const refusal = await this.#quota.checkSeats(request)
    return refusal !== undefined && !(await wasExecuted(seats, command))
  }
}
