import type { EventId, SeatId } from '../../domain/seat.ts'
import { StoreUnavailableError } from '../ports/store-unavailable-error.ts'
import {
  type DescribedSeats,
  DescribeSeats,
  type DescribeSeatsPorts,
  withoutLabel,
} from './describe-seats.ts'

/** Returns the labels and the current prices of the seats of a booking that a request has changed. */
export class DescribeChangedSeats {
  readonly #describeSeats: DescribeSeats

  constructor(ports: DescribeSeatsPorts) {
    this.#describeSeats = new DescribeSeats(ports)
  }

  /**
   * @returns the seats without labels and prices if the store is unavailable: the change is already saved, so its answer
   *   must not fail
   */
  async execute(eventId: EventId, seatIds: readonly SeatId[]): Promise<DescribedSeats> {
    try {
      return await this.#describeSeats.execute(eventId, seatIds)
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error
      return { seats: seatIds.map(withoutLabel), total: undefined }
    }
  }
}
