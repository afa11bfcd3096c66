import type { SeatId } from '../../domain/seat.ts'
import type { HoldRequest, HoldSeatsResult, PlaceHold } from './place-hold.ts'

export interface HoldSeatsCommand extends HoldRequest {
  /** Each named once. */
  readonly seatIds: readonly SeatId[]
}

/** Holds the seats that a buyer has chosen, all of them or none. */
export class HoldSeats {
  readonly #placeHold: Pick<PlaceHold, 'execute'>

  constructor(placeHold: Pick<PlaceHold, 'execute'>) {
    this.#placeHold = placeHold
  }

  /** @throws {StoreUnavailableError} when the seat store cannot be reached */
  execute(command: HoldSeatsCommand): Promise<HoldSeatsResult> {
    const { seatIds, ttlMs } = command
    return this.#placeHold.execute(command, { seatIds, asked: { hold: seatIds, ttlMs } })
  }
}
