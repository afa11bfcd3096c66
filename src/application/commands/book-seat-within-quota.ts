import type { EventId } from '../../domain/seat.ts'
import { type Refused, refused } from '../changes/change-result.ts'
import type { ClientQuota } from '../changes/client-quota.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { LockPort } from '../ports/lock.port.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'

/** The part of a booking that the quota needs. */
interface ClientBooking {
  readonly eventId: EventId
  /** The client to limit; undefined for sellers. */
  readonly clientId?: string | undefined
  readonly idempotencyKey?: string | undefined
}

/** Books one seat: the use case `BookSeat`. */
interface SeatBooker<Command, Result> {
  execute(command: Command): Promise<Result>
}

export type RefusedByQuota = Refused<{
  readonly reason: 'locked' | 'in-flight' | 'too-many-seats-for-client'
}>

export interface BookSeatWithinQuotaPorts {
  readonly lock: LockPort
  readonly seats: Pick<SeatRepositoryPort, 'findIdempotencyRecord'>
  readonly clock: ClockPort
}

export interface ClientLockTimes {
  readonly lockTtlMs: number
  readonly lockWaitMs: number
}

/** Books one seat publicly: counts the seats of the client under its lock, then passes the request on. */
export class BookSeatWithinQuota<Command extends ClientBooking, Result> {
  readonly #bookSeat: SeatBooker<Command, Result>
  readonly #quota: ClientQuota
  readonly #ports: BookSeatWithinQuotaPorts
  readonly #times: ClientLockTimes

  constructor(
    bookSeat: SeatBooker<Command, Result>,
    quota: ClientQuota,
    ports: BookSeatWithinQuotaPorts,
    times: ClientLockTimes,
  ) {
    this.#bookSeat = bookSeat
    this.#quota = quota
    this.#ports = ports
    this.#times = times
  }

  async execute(command: Command): Promise<Result | RefusedByQuota> {
    const { eventId, clientId } = command
    if (clientId === undefined) return this.#bookSeat.execute(command)
    const { lockTtlMs: ttlMs, lockWaitMs: waitMs } = this.#times
    const acquired = await this.#ports.lock.acquire({
      eventId,
      seatIds: [],
      clientId,
      ttlMs,
      waitMs,
    })
    if (acquired.outcome === 'refused') return refused({ reason: acquired.reason })
    try {
      const isFull = await this.#isFull(command, clientId)
      if (isFull) return refused({ reason: 'too-many-seats-for-client' })
      return await this.#bookSeat.execute(command)
    } finally {
      // Not awaited: the outcome is already decided, and the release never rejects.
      void acquired.lease.release()
    }
  }

  /** A retry gets the result of its first execution, even if the limit is reached by now. */
  async #isFull({ eventId, idempotencyKey }: ClientBooking, clientId: string): Promise<boolean> {
    const { clock, seats } = this.#ports
    const now = clock.now()
    const refusal = await this.#quota.checkSeats({ eventId, clientId, seatCount: 1, now })
    if (!refusal || idempotencyKey === undefined) return refusal !== undefined
    return (await seats.findIdempotencyRecord(eventId, idempotencyKey)) === undefined
  }
}
