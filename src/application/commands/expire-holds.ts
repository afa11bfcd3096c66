import type { Hold } from '../../domain/hold.ts'
import { freeSeats } from '../../domain/seat.ts'
import type { ClockPort } from '../ports/clock.port.ts'
import type { HoldRepositoryPort } from '../ports/hold-repository.port.ts'
import type { LapsedSeat, LapsedSeatsPort } from '../ports/lapsed-seats.port.ts'
import type { SeatRepositoryPort } from '../ports/seat-repository.port.ts'

/** Few enough at a time not to keep buyers waiting. */
const SEATS_PER_TURN = 100

export interface ExpireHoldsPorts {
  readonly lapsedSeats: LapsedSeatsPort
  readonly holds: Pick<HoldRepositoryPort, 'findHold'>
  readonly seats: Pick<SeatRepositoryPort, 'save'>
  readonly clock: ClockPort
}

/**
 * Writes down that holds have run out. Nobody waits for it: whoever reads a seat judges its deadline by the clock. It
 * makes the history complete and keeps the seats that lapsed from piling up.
 */
export class ExpireHolds {
  readonly #ports: ExpireHoldsPorts

  constructor(ports: ExpireHoldsPorts) {
    this.#ports = ports
  }

  /**
   * @param requestId for the history
   * @throws {StoreUnavailableError} when the store cannot be reached
   */
  async execute({ requestId }: { readonly requestId: string }): Promise<void> {
    let lapsed: readonly LapsedSeat[]
    do {
      const query = { before: this.#ports.clock.now(), countMax: SEATS_PER_TURN }
      lapsed = await this.#ports.lapsedSeats.lapsedSeats(query)
      let isProgress = false
      // One after another, because buyers come first.
      for (const ofOneHold of Map.groupBy(lapsed, ({ seat }) => seat.holdId).values()) {
        isProgress = (await this.#free(ofOneHold, requestId)) === 'saved' || isProgress
      }
      // Where nothing was saved somebody else is at it.
      if (!isProgress) break
    } while (lapsed.length === SEATS_PER_TURN)
  }

  async #free(lapsed: readonly LapsedSeat[], requestId: string): Promise<'saved' | 'conflict'> {
    const [first] = lapsed
    if (!first) return 'conflict'
    const hold = await this.#ports.holds.findHold(first.seat.holdId)
    return this.#ports.seats.save({
      eventId: first.eventId,
      seats: freeSeats(
        lapsed.map(({ seat }) => seat),
        () => true,
      ),
      action: 'expired',
      cause: { actor: 'system', requestId, at: this.#ports.clock.now() },
      hold: hold && { from: hold, to: nextVersion(hold) },
    })
  }
}

function nextVersion(hold: Hold): Hold {
  return { ...hold, version: hold.version + 1 }
}
