import type { SeatId } from '../../domain/seat.ts'
import type { HoldRequest, HoldSeatsResult } from '../changes/hold-request.ts'
import type { PlaceHold } from '../changes/place-hold.ts'

export interface HoldSeatsCommand extends HoldRequest {
  /** Distinct. */
  readonly seatIds: readonly SeatId[]
}

/** Holds given seats, all of them or none. */
export class HoldSeats {
  readonly #placeHold: Pick<PlaceHold, 'execute'>

  constructor(placeHold: Pick<PlaceHold, 'execute'>) {
    this.#placeHold = placeHold
  }

  execute(command: HoldSeatsCommand): Promise<HoldSeatsResult> {
    const { seatIds, ttlMs } = command
    return this.#placeHold.execute(command, { seatIds, content: { hold: seatIds, ttlMs } })
  }
}
