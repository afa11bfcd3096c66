import { recordExpiry, type RecordExpiryPorts } from '../changes/record-expiry.ts'
import type { ExpiredSeat, ExpiredSeatsPort } from '../ports/expired-seats.port.ts'

/** Small enough not to delay bookings. */
const SEATS_PER_BATCH = 100

export interface ExpireHoldsPorts extends RecordExpiryPorts {
  readonly expiredSeats: ExpiredSeatsPort
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

  /**
   * @param requestId recorded in the history
   * @param signal ends the work between two batches; the next run continues
   */
  async execute(
    { requestId }: { readonly requestId: string },
    signal?: AbortSignal,
  ): Promise<void> {
    let expired: readonly ExpiredSeat[]
    do {
      const query = { before: this.#ports.clock.now(), countMax: SEATS_PER_BATCH }
      expired = await this.#ports.expiredSeats.expiredSeats(query)
      let isProgress = false
      // Sequentially, to leave capacity for requests.
      for (const ofOneHold of Map.groupBy(expired, ({ seat }) => seat.holdId).values()) {
        isProgress =
          (await recordExpiry(this.#ports, ofOneHold, requestId)) === 'saved' || isProgress
      }
      // Only conflicts: another instance is recording the same holds.
      if (!isProgress) break
    } while (expired.length === SEATS_PER_BATCH && !signal?.aborted)
  }
}
