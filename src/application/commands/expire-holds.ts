import { freeSeats, isHeldBy, statusAt } from '../../domain/seat.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { ExpiredSeat, ExpiredSeatsPort } from '../ports/expired-seats.port.ts'
import type { HoldRepositoryPort } from '../ports/hold-repository.port.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'

/** Small enough not to delay bookings. */
const SEATS_PER_BATCH = 100

export interface ExpireHoldsPorts {
  readonly expiredSeats: ExpiredSeatsPort
  readonly holds: Pick<HoldRepositoryPort, 'findHold'>
  readonly seats: Pick<SeatRepositoryPort, 'find' | 'save'>
  readonly clock: ClockPort
}

/**
 * Records the expiry of holds in the store and the history. Call periodically. Availability does not depend on it:
 * every read of a seat compares the deadline with the clock. It takes no lock, so that it never delays a buyer: the
 * conditional save refuses it if a request changes the seats or the hold first.
 */
export class ExpireHolds {
  readonly #ports: ExpireHoldsPorts

  constructor(ports: ExpireHoldsPorts) {
    this.#ports = ports
  }

  /** @param requestId recorded in the history */
  async execute({ requestId }: { readonly requestId: string }): Promise<void> {
    let expired: readonly ExpiredSeat[]
    do {
      const query = { before: this.#ports.clock.now(), countMax: SEATS_PER_BATCH }
      expired = await this.#ports.expiredSeats.expiredSeats(query)
      let isProgress = false
      // Sequentially, to leave capacity for requests.
      for (const ofOneHold of Map.groupBy(expired, ({ seat }) => seat.holdId).values()) {
        isProgress = (await this.#free(ofOneHold, requestId)) === 'saved' || isProgress
      }
      // Only conflicts: another instance is recording the same holds.
      if (!isProgress) break
    } while (expired.length === SEATS_PER_BATCH)
  }

  /** Frees all seats of the hold in one change, also those that are not in this batch. */
  async #free(expired: readonly ExpiredSeat[], requestId: string): Promise<'saved' | 'conflict'> {
    const [first] = expired
    if (!first) return 'conflict'
    const { eventId, seat } = first
    const { holds, seats, clock } = this.#ports
    const hold = await holds.findHold(seat.holdId)
    const held = hold ? await seats.find(eventId, hold.seatIds) : expired.map((each) => each.seat)
    const now = clock.now()
    const isOwn = isHeldBy(seat.holdId)
    const freed = freeSeats(held, (each) => isOwn(each) && statusAt(each, now) === 'available')
    if (freed.length === 0) return 'conflict'
    return seats.save({
      eventId,
      seats: freed,
      action: 'expired',
      cause: { actor: 'system', requestId, at: now },
      // Unchanged, so that its version stays the one that a seller has read: it can still be confirmed.
      hold: hold && { from: hold, to: hold },
    })
  }
}
